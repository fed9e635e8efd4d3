#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An open regular file, closed when the last reference goes.
final class InputFile {
    let path: String
    /// Bytes, as the system reported them on opening.
    let size: Int
    private let descriptor: Int32

    /// - Throws: `DatasetError.unreadable` or `.notAFile`.
    init(path: String) throws {
        // Asked before opening: opening a pipe would wait for its other end.
        var status = stat()
        guard stat(path, &status) == 0 else { throw DatasetError.lastSystemError(path: path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw DatasetError.notAFile(path: path) }
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw DatasetError.lastSystemError(path: path) }
        self.path = path
        size = Int(status.st_size)
        descriptor = opened
    }

    deinit {
        close(descriptor)
    }

    /// Reads the next bytes.
    ///
    /// - Returns: how many were written to `target`; 0 at the end of the file.
    /// - Throws: `DatasetError.unreadable`.
    func readBlock(into target: UnsafeMutableBufferPointer<UInt8>) throws -> Int {
        while true {
            let count = read(descriptor, target.baseAddress, target.count)
            if count >= 0 { return count }
            if errno != EINTR { throw DatasetError.lastSystemError(path: path) }
        }
    }

    /// Whether anything goes by this name.
    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// Whether a folder goes by this name.
    static func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

    /// Whether a regular file goes by this name.
    static func isRegular(_ path: String) -> Bool { kind(of: path) == S_IFREG }

    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}

extension DatasetError {
    /// The error that the last system call left behind.
    fileprivate static func lastSystemError(path: String) -> DatasetError {
        let code = errno
        return .unreadable(path: path, code: code, reason: String(cString: strerror(code)))
    }
}
