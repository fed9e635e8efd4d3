#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import SystemPackage

/// An open file for reading: a regular one, or a pipe if the caller allows it. It owns its descriptor.
package struct InputFile: ~Copyable {
    package let path: String
    /// Size when the file was opened, bytes; 0 for a pipe.
    package let size: Int
    private let descriptor: FileDescriptor

    /// - Parameters:
    ///   - path: relative to the current folder; links are followed.
    ///   - allowsPipe: whether a pipe, such as `/dev/stdin`, is accepted. Opening a pipe waits for its other end.
    /// - Throws: `FileError`.
    package init(_ path: String, allowsPipe: Bool = false) throws(FileError) {
        func fail(_ reason: FileError.Reason) -> FileError { FileError(path: path, operation: .read, reason: reason) }
        guard !path.utf8.contains(0) else { throw fail(.missing) }
        // Checked before opening: opening a device can have effects, opening a pipe waits.
        var status = stat()
        try check(stat(path, &status), .read, path)
        func isAllowed(_ kind: FileKind) -> Bool { kind == .regular || allowsPipe && kind == .pipe }
        let kind = FileKind(status)
        guard isAllowed(kind) else { throw fail(.notRegular(kind)) }
        // Another file may have this name now: open without waiting, and check again.
        let waiting: FileDescriptor.OpenOptions = kind == .pipe ? [] : .nonBlocking
        let descriptor = try attempt(.read, path) {
            try FileDescriptor.open(path, .readOnly, options: [waiting, .closeOnExec, .init(rawValue: O_NOCTTY)])
        }
        guard fstat(descriptor.rawValue, &status) == 0, isAllowed(FileKind(status)) else {
            try? descriptor.close()
            throw fail(.notRegular(FileKind(status)))
        }
        self.path = path
        self.descriptor = descriptor
        size = FileKind(status) == .regular ? Int(status.st_size) : 0
    }

    deinit { try? descriptor.close() }

    /// Reads the next bytes.
    /// - Returns: the number of bytes written to `target`; 0 at the end of the file.
    package func read(into target: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        try attempt(.read, path) { try descriptor.read(into: target) }
    }

    /// Reads up to `count` bytes from `offset`; fewer at the end of the file.
    package func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
        guard offset >= 0, offset < size, count > 0 else { return [] }
        let wanted = min(count, size - offset)
        return try attempt(.read, path) {
            try [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
                while filled < wanted {
                    let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                    let got = try descriptor.read(
                        fromAbsoluteOffset: Int64(offset + filled),
                        into: UnsafeMutableRawBufferPointer(rebasing: rest.prefix(wanted - filled)))
                    if got == 0 { break }
                    filled += got
                }
            }
        }
    }
}

extension InputFile {
    /// The whole content.
    /// - Parameters:
    ///   - limit: in bytes; a larger file is refused before it is read.
    ///   - allowsPipe: as for `init`.
    package static func bytes(
        of path: String, limit: Int, allowsPipe: Bool = false
    ) throws(FileError) -> [UInt8] {
        try first(.max, of: path, limit: limit, allowsPipe: allowsPipe).bytes
    }

    /// The first `count` bytes, or fewer if the file is shorter, and the file's size.
    /// - Parameter limit: in bytes; a larger file is refused before it is read.
    package static func first(
        _ count: Int, of path: String, limit: Int, allowsPipe: Bool = false
    ) throws(FileError) -> (bytes: [UInt8], fileSize: Int) {
        let file = try InputFile(path, allowsPipe: allowsPipe)
        func checkSize(_ size: Int) throws(FileError) {
            guard size > limit else { return }
            throw FileError(path: path, operation: .read, reason: .tooLarge(bytes: size, limit: limit))
        }
        try checkSize(file.size)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(count, file.size))
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < count {
            let wanted = min(buffer.count, count - bytes.count)
            let got = try attempt(.read, path) {
                try buffer.withUnsafeMutableBytes { try file.read(into: .init(rebasing: $0[..<wanted])) }
            }
            if got == 0 { break }
            bytes += buffer[..<got]
            try checkSize(bytes.count)
        }
        return (bytes, max(file.size, bytes.count))
    }
}
