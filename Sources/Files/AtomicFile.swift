#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes files that appear complete or not at all: a temporary file beside the target is renamed at the end.
///
/// A synced file survives a power failure: its bytes are synced before the rename, and its folder after it.
package enum AtomicFile {
    /// Writes bytes and replaces an existing file.
    /// - Parameter synced: false for files that a command can create again, such as figures.
    package static func write(_ bytes: some Collection<UInt8>, to path: String, synced: Bool = true) throws(FileError) {
        let place = temporaryPath(beside: path)
        try NewFile.write(bytes, to: place, named: path, synced: synced)
        try move(place, to: path, synced: synced)
    }

    /// Writes bytes that arrive in pieces.
    /// - Parameter fill: calls `write` with each piece, in order.
    /// - Throws: `FileError`, or errors of `fill`; no file is left behind then.
    package static func write(
        to path: String, synced: Bool = true,
        _ fill: (_ write: @escaping (UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) throws {
        let place = temporaryPath(beside: path)
        let file = try NewFile(place, named: path)
        try fill { try file.write($0) }
        try file.finish(synced: synced)
        try move(place, to: path, synced: synced)
    }

    private static func move(_ place: String, to path: String, synced: Bool) throws(FileError) {
        do {
            try check(rename(place, path), .write, path)
        } catch {
            unlink(place)
            throw error
        }
        if synced { try FileSystem.sync(FileSystem.parent(of: path)) }
    }

    /// A unique hidden name in the folder of `path`.
    static func temporaryPath(beside path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let shown = name.utf8.count <= 200 ? name : "file"
        return FileSystem.parent(of: path) + "/.\(shown).\(getpid())-\(UInt32.random(in: 0 ... .max)).partial"
    }

    /// Whether a file has the name of a temporary file whose process has ended, and did not change within the last minute: on
    /// another machine the process may live.
    package static func isLeftover(_ name: String, in folder: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].isEmpty, parts.last == "partial" else { return false }
        let numbers = parts[parts.count - 2].split(separator: "-")
        guard numbers.count == 2, let process = pid_t(numbers[0]), process > 0, UInt32(numbers[1]) != nil,
            FileSystem.isRegular(folder + "/" + name)
        else { return false }
        let isAlive = kill(process, 0) == 0 || errno != ESRCH
        guard !isAlive, let changed = FileSystem.changed(folder + "/" + name) else { return false }
        return time(nil) - changed > 60
    }
}
