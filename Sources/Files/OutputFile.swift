#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import SystemPackage

/// Writes a file that the user named on the command line.
///
/// A regular file is replaced as a whole, also if the path is a link to it. Pipes and devices, such as `/dev/stdout`, are
/// written to directly.
package enum OutputFile {
    /// Writes a text.
    package static func write(_ text: String, to path: String) throws(FileError) {
        do {
            try write(to: path) { write in try write(text) }
        } catch {
            throw error as? FileError ?? FileError(path: path, operation: .write, reason: .system(code: EIO))
        }
    }

    /// Writes a text that arrives in pieces.
    /// - Parameter fill: calls `write` with each piece, in order.
    /// - Throws: `FileError`, or errors of `fill`; a regular file is unchanged then.
    package static func write(to path: String, _ fill: (_ write: (String) throws -> Void) throws -> Void) throws {
        func eachPiece(_ write: @escaping (UnsafeRawBufferPointer) throws -> Void) throws {
            try fill { piece in
                var piece = piece
                try piece.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
            }
        }
        if let kind = FileKind(of: path), kind != .regular {
            let descriptor = try attempt(.write, path) {
                try FileDescriptor.open(path, .writeOnly, options: .closeOnExec)
            }
            try descriptor.closeAfter {
                try eachPiece { piece in _ = try attempt(.write, path) { try descriptor.writeAll(piece) } }
            }
            return
        }
        do {
            try AtomicFile.write(to: linkTarget(of: path), eachPiece)
        } catch var error as FileError {
            error.path = path
            throw error
        }
    }

    /// The target of a link, over at most 40 links; other paths are returned unchanged.
    private static func linkTarget(of path: String) -> String {
        var target = path
        for _ in 0..<40 {
            var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
            let count = buffer.withUnsafeMutableBytes { bytes in
                bytes.baseAddress.map { readlink(target, $0.assumingMemoryBound(to: CChar.self), bytes.count) } ?? -1
            }
            guard count > 0 else { break }
            let text = String(decoding: buffer[..<count], as: UTF8.self)
            target = text.hasPrefix("/") ? text : FileSystem.parent(of: target) + "/" + text
        }
        return target
    }
}
