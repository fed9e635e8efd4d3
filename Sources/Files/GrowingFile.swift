#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A text file that grows by whole lines while other programs read it.
///
/// No descriptor stays open between calls. If another program changed the file's size, `append` leaves it unchanged.
package struct GrowingFile: Sendable {
    package let path: String
    /// Bytes written so far; nil if the file has to be written as a whole.
    private var size: Int?

    /// A file that has not been written.
    package init(_ path: String) { self.path = path }

    /// Whether `append` may be called. Otherwise `replace` writes the file as a whole.
    package var isWritten: Bool { size != nil }

    /// Keeps the first lines of an existing file and cuts off the rest.
    /// - Parameters:
    ///   - count: number of lines to keep, at least 1.
    ///   - first: the first line, without its end.
    /// - Returns: false if the file has fewer lines or begins with another one; it is unchanged then.
    package mutating func keep(lines count: Int, beginningWith first: String) throws(FileError) -> Bool {
        guard FileKind(of: path) == .regular, let end = try Self.end(ofLine: count, beginningWith: first, in: path)
        else { return false }
        try check(truncate(path, off_t(end)), .write, path)
        size = end
        return true
    }

    /// Appends lines with one write. After a failed write the file has its former lines.
    /// - Returns: false if the file is missing, or if its size is not the written one; nothing is written then.
    package mutating func append(_ lines: [UInt8]) throws(FileError) -> Bool {
        guard let size else { return false }
        if lines.isEmpty { return true }
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return false }
            throw FileError(path: path, operation: .write, reason: .init(code: errno))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) == size else {
            return false
        }
        var written = -1
        repeat { written = pwrite(descriptor, lines, lines.count, off_t(size)) } while written < 0 && errno == EINTR
        guard written == lines.count else {
            let code = written < 0 ? errno : ENOSPC
            ftruncate(descriptor, off_t(size))
            throw FileError(path: path, operation: .write, reason: .init(code: code))
        }
        self.size = size + written
        return true
    }

    /// Replaces the file by these lines, atomically.
    package mutating func replace(_ lines: [UInt8]) throws(FileError) {
        size = nil
        try AtomicFile.write(lines, to: path, synced: false)
        size = lines.count
    }

    /// The place behind a line's end; nil if there are fewer lines or the first is another one.
    private static func end(
        ofLine count: Int, beginningWith first: String, in path: String
    ) throws(FileError) -> Int? {
        let file = try InputFile(path)
        let start = Array((first + "\n").utf8)
        guard try file.read(at: 0, count: start.count) == start else { return nil }
        var (lines, place) = (1, start.count)
        while lines < count {
            let piece = try file.read(at: place, count: 1 << 16)
            if piece.isEmpty { return nil }
            for (index, byte) in piece.enumerated() where byte == UInt8(ascii: "\n") {
                lines += 1
                if lines == count { return place + index + 1 }
            }
            place += piece.count
        }
        return place
    }
}
