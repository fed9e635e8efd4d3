import Files
import JSON
import Specs
import Text

import Foundation

/// Everything in a folder of results: its run folders, or itself where it is one.
public struct ResultsFolder: Sendable {
    /// A run folder that could not be read.
    public struct Unreadable: Sendable {
        public let path: String
        /// What is wrong, a line each.
        public let lines: [String]
    }

    /// By the names of their folders.
    public let experiments: [FoundExperiment]
    public let unreadable: [Unreadable]

    /// Reads whatever has a `spec.json`; folders without one are passed over, and so are those with a dot in front.
    /// - Throws: `ResultsTrouble` where there is no such folder, or nothing in it.
    public init(path: String) throws(ResultsTrouble) {
        guard FileSystem.isFolder(path) else { throw ResultsTrouble(path: path, kind: .noFolder) }
        var experiments: [FoundExperiment] = []
        var unreadable: [Unreadable] = []
        for folder in try Self.runFolders(in: path) {
            do {
                for spec in try folder.recordedSpecs() { experiments.append(try FoundExperiment(spec, in: folder)) }
            } catch let problems as SpecError {
                unreadable.append(Unreadable(path: folder.path, lines: problems.lines))
            } catch {
                unreadable.append(Unreadable(path: folder.path, lines: ["\(folder.path): \(error)"]))
            }
        }
        if experiments.isEmpty, unreadable.isEmpty { throw ResultsTrouble(path: path, kind: .noRuns) }
        self.experiments = experiments
        self.unreadable = unreadable
    }

    private static func runFolders(in path: String) throws(ResultsTrouble) -> [RunFolder] {
        let own = RunFolder(path: path)
        if FileSystem.exists(own.file("spec.json")) { return [own] }
        let names: [String]
        do {
            names = try FileSystem.names(in: path)
        } catch {
            throw ResultsTrouble(path: path, kind: .cannotRead(reason: error.reason.words))
        }
        return names.filter { !$0.hasPrefix(".") }.sorted().map { RunFolder(output: path, name: $0) }
            .filter { FileSystem.exists($0.file("spec.json")) }
    }
}

/// Why a folder has no results.
public struct ResultsTrouble: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        case noFolder
        /// No run folder in it.
        case noRuns
        case cannotRead(reason: String)
    }
    public var path: String
    public var kind: Kind

    public var description: String {
        let place = Printable.text(path)
        return switch kind {
        case .noFolder: "\(place): no such folder; name the one that `onecycle run` wrote into"
        case .noRuns: "\(place): no run folder in it; `onecycle run SPEC --output \(place)` makes one"
        case .cannotRead(let reason): "\(place): cannot be read: \(reason)"
        }
    }
}
