import Foundation

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
}
