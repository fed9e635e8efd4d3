#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A regular file of which parts are read: the one owner of its descriptor.
struct InputFile: ~Copyable {
    let path: String
    /// Bytes in it.
    let size: Int
    private let descriptor: Int32

    init(_ path: String) throws(PictureError) {
        func failure(_ message: String) -> PictureError {
            PictureError(path: path, attempted: "reading", message: message)
        }
        // Not to wait where the name is a pipe's.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(String(cString: strerror(errno))) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw failure("not a regular file")
        }
        self.path = path
        self.descriptor = descriptor
        size = Int(status.st_size)
    }

    deinit {
        close(descriptor)
    }

    /// Up to `count` bytes from `offset` on; fewer at the end of the file, none beyond it.
    func read(at offset: Int, count: Int) throws(PictureError) -> [UInt8] {
        guard offset >= 0, offset < size, count > 0 else { return [] }
        let wanted = min(count, size - offset)
        var bytes = [UInt8](repeating: 0, count: wanted)
        var done = 0
        while done < wanted {
            let got = bytes.withUnsafeMutableBytes { buffer in
                buffer.baseAddress.map { pread(descriptor, $0 + done, wanted - done, off_t(offset + done)) } ?? 0
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw failure(String(cString: strerror(errno))) }
            if got == 0 { break }
            done += got
        }
        return done == wanted ? bytes : Array(bytes.prefix(done))
    }

    /// An error that names the file.
    func failure(_ message: String) -> PictureError {
        PictureError(path: path, attempted: "reading", message: message)
    }
}
