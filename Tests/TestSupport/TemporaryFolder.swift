import Foundation

/// An empty folder that is removed with the last reference to it.
package final class TemporaryFolder {
    /// The whole path, without a slash at its end.
    package let path: String

    package init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "onecycle-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Calls `body` with the path of a folder that exists for this call.
    package static func with<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = try TemporaryFolder()
        return try withExtendedLifetime(folder) { try body(folder.path) }
    }

    /// Writes a file and the folders above it.
    /// - Returns: the file's path.
    @discardableResult package func write(_ bytes: [UInt8], _ name: String) throws -> String {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url.path
    }

    /// Names in the folder, sorted.
    package var names: [String] { names(in: "") }

    /// Names in the folder or in one below it, sorted; empty if that does not exist.
    package func names(in name: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path + "/" + name)) ?? []).sorted()
    }

    /// A file's content.
    package func text(_ name: String) throws -> String {
        try String(contentsOfFile: path + "/" + name, encoding: .utf8)
    }
}
