#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads files that are files: what is a device, a pipe (where none is asked for) or too large is refused before it is read.
package enum RegularFile {
    /// The bytes of a file of at most `limit` bytes.
    /// - Parameter orPipe: whether it may be a pipe, which is read to its end.
    package static func read(_ path: String, limit: Int, orPipe: Bool = false) throws(SpecProblem.FileTrouble) -> [UInt8] {
        try readFirst(.max, of: path, limit: limit, orPipe: orPipe).bytes
    }

    /// Whether there is a folder.
    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return !path.utf8.contains(0) && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether there is a file that is one.
    package static func isRegular(_ path: String) -> Bool {
        var status = stat()
        return !path.utf8.contains(0) && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Whether there is anything of that name.
    package static func exists(_ path: String) -> Bool {
        var status = stat()
        return !path.utf8.contains(0) && stat(path, &status) == 0
    }

    /// The first bytes of a file of at most `limit` bytes, at most `count` of them, and its size.
    package static func readFirst(
        _ count: Int, of path: String, limit: Int, orPipe: Bool = false
    ) throws(SpecProblem.FileTrouble) -> (bytes: [UInt8], fileSize: Int) {
        guard !path.utf8.contains(0) else { throw .missing }
        var status = stat()
        guard stat(path, &status) == 0 else { throw trouble(errno) }
        try check(status, limit: limit, orPipe: orPipe)
        // Another file may have taken the name since: do not wait for it, and look again.
        let waiting = orPipe && status.st_mode & S_IFMT == S_IFIFO ? 0 : O_NONBLOCK
        let descriptor = open(path, O_RDONLY | waiting | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { throw trouble(errno) }
        defer { close(descriptor) }
        guard fstat(descriptor, &status) == 0 else { throw trouble(errno) }
        try check(status, limit: limit, orPipe: orPipe)
        let size = Int(status.st_size)
        let bytes = try read(descriptor, most: count, expected: min(count, size), limit: limit)
        return (bytes, max(size, bytes.count))
    }

    private static func read(
        _ descriptor: Int32, most: Int, expected: Int, limit: Int
    ) throws(SpecProblem.FileTrouble) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(expected)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < most {
            let capacity = min(buffer.count, most - bytes.count)
            let count = buffer.withUnsafeMutableBytes { posixRead(descriptor, $0.baseAddress, capacity) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw trouble(errno) }
            if count == 0 { break }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { throw .tooLarge(bytes: bytes.count, limit: limit) }
        }
        return bytes
    }

    private static func check(_ status: stat, limit: Int, orPipe: Bool) throws(SpecProblem.FileTrouble) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFIFO where orPipe: return
        case S_IFDIR: throw .notRegular(what: "a directory")
        case S_IFIFO: throw .notRegular(what: "a pipe")
        case S_IFSOCK: throw .notRegular(what: "a socket")
        default: throw .notRegular(what: "a device")
        }
        guard status.st_size <= limit else { throw .tooLarge(bytes: Int(status.st_size), limit: limit) }
    }

    private static func trouble(_ code: Int32) -> SpecProblem.FileTrouble {
        code == ENOENT ? .missing : .unreadable(reason: String(cString: strerror(code)))
    }
}

/// `read` of the C library, which a method of that name would hide.
private func posixRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
