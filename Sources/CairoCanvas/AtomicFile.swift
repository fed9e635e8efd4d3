#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes files that appear whole or not at all.
enum AtomicFile {
    /// Writes the bytes beside `path` under a name of its own, then gives the file its name.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let partial = "\(path).\(getpid())-\(UInt32.random(in: 0 ... .max)).partial"
        func failure(_ attempted: String) -> PictureError {
            PictureError(path: path, attempted: attempted, message: String(cString: strerror(errno)))
        }
        let file = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw failure("writing") }
        do {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { writeBytes($0, to: file) }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { throw failure("writing") }
                rest = rest.dropFirst(count)
            }
        } catch {
            close(file)
            unlink(partial)
            throw error
        }
        guard close(file) == 0 else {
            let error = failure("writing")
            unlink(partial)
            throw error
        }
        guard rename(partial, path) == 0 else {
            let error = failure("writing")
            unlink(partial)
            throw error
        }
    }
}

/// The system's `write`, which the function above hides by its name.
private func writeBytes(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Int {
    write(file, bytes.baseAddress, bytes.count)
}
