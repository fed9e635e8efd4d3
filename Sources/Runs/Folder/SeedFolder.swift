import Foundation

/// One seed's folder, `output/NAME/seed-S`, by its path.
struct SeedFolder {
    let path: String

    /// Whether there is a folder of this name, whatever is in it.
    var isFolder: Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Whether it is the folder above, with a spec in it.
    var isRunFolder: Bool { FileManager.default.fileExists(atPath: path + "/spec.json") }

    /// Whether the run's spec is where it should be.
    var hasSpec: Bool { FileManager.default.fileExists(atPath: spec) }

    /// The trained network.
    var model: String { path + "/model.safetensors" }

    /// Where decoded pictures are kept, beside the run folders.
    var cache: String { spec.dropLast("/spec.json".count) + "/../.cache" }

    /// The spec of the run.
    var spec: String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard let last = parts.popLast(), last != ".", last != ".." else { return path + "/../spec.json" }
        let root = path.hasPrefix("/") ? "/" : ""
        return root + (parts + ["spec.json"]).joined(separator: "/")
    }
}
