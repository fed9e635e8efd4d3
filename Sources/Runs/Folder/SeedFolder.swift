import Files
import Foundation
import Specs

/// One seed's folder, `output/NAME/seed-S`, by its path.
struct SeedFolder {
    let path: String

    /// Whether a folder has this path.
    var isFolder: Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Whether the path is a run folder: it has a spec in it.
    var isRunFolder: Bool { RunFolder(path: path).hasSpec }

    /// Whether the folder above has the run's spec.
    var hasSpec: Bool { FileManager.default.fileExists(atPath: spec) }

    /// The seed in the folder's name; nil for any other name.
    private var number: UInt64? {
        FolderName.seed(named: URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent)
    }

    /// The trained network.
    var model: String { path + "/" + SeedFile.model.rawValue }

    /// Where decoded pictures are kept, beside the run folders.
    var cache: String { RunFolder.cacheFolder(in: spec.dropLast(RunFile.spec.rawValue.count + 1) + "/..") }

    /// The spec of the run.
    var spec: String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard let last = parts.popLast(), last != ".", last != ".." else {
            return path + "/../" + RunFile.spec.rawValue
        }
        let root = path.hasPrefix("/") ? "/" : ""
        return root + (parts.map(String.init) + [RunFile.spec.rawValue]).joined(separator: "/")
    }

    /// Whether a file of weights lies in a seed's folder and is not as the run wrote it.
    /// - Parameter path: of any file.
    static func isAltered(weights path: String) -> Bool {
        guard let name = path.split(separator: "/").last, let file = SeedFile(rawValue: String(name)),
            case .recorded(_, let problems) = SeedCheck(nil, at: FileSystem.parent(of: path)).content
        else { return false }
        return problems.contains(.init(file: file, reason: .altered))
    }

    /// Makes sure that spec and model are as the run wrote them.
    /// - Throws: `DamagedSeed`; `SpecError`; `StoreError`.
    func check() throws {
        let own = try RunFolder(path: FileSystem.parent(of: spec)).recordedSpecs().first
        let summary = path + "/" + SeedFile.summary.rawValue
        switch SeedCheck(number, at: path).content {
        case .nothing, .foreign: throw DamagedSeed(path: summary, reason: "missing")
        case .unreadable(let error): throw StoreError.file(error)
        case .withoutSummary(let problem):
            throw DamagedSeed(path: summary, reason: problem.reason == .missing ? "missing" : DamagedSeed.altered)
        case .recorded(let found, let problems):
            if let problem = problems.first(where: { $0.file == .model }) {
                if case .unreadable(let error) = problem.reason { throw StoreError.file(error) }
                throw DamagedSeed(path: model, reason: problem.reason == .missing ? "missing" : DamagedSeed.altered)
            }
            if let own, found.versions.onecycle == OneCycleVersion.current, found.hashes.spec != own.trainingHash {
                throw DamagedSeed(path: spec, reason: "not the spec that this seed was trained with")
            }
        }
    }
}

/// A trained network that cannot be used, since files of its run are missing or altered.
public struct DamagedSeed: Error, Sendable, Equatable, CustomStringConvertible {
    static let altered = "altered since it was written"

    /// The file.
    public var path: String
    /// What is wrong with it.
    public var reason: String

    /// The message: what is wrong, and what to do.
    public var description: String {
        "\(path): \(reason); run the spec again to train the seed again, or name the weights with --weights"
    }
}
