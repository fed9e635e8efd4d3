#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import SystemPackage

extension FileSystem {
    /// The kind of the file at a path, with links followed; nil if the path does not exist.
    /// - Throws: `FileError` if the system refuses to say: without permission, for instance.
    package static func kind(of path: String) throws(FileError) -> FileKind? {
        var status = stat()
        guard !path.utf8.contains(0) else { return nil }
        if stat(path, &status) == 0 { return FileKind(status) }
        let code = errno
        if [ENOENT, ENOTDIR].contains(code) { return nil }
        throw FileError(path: path, operation: .read, reason: .init(code: code))
    }

    /// Whether something has this name: also a link that leads nowhere.
    package static func isTaken(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Whether the path is a folder, and no link to one.
    package static func isOwnFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Bytes of a file, or of all files in a folder; links count nothing.
    package static func size(of path: String) -> Int {
        var status = stat()
        guard lstat(path, &status) == 0 else { return 0 }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return Int(status.st_size)
        case S_IFDIR:
            return ((try? names(in: path)) ?? []).reduce(0) { $0 + size(of: path + "/" + $1) }
        default: return 0
        }
    }

    /// Seconds since 1970 at which a file or a folder last changed; nil if it does not exist.
    package static func changed(_ path: String) -> Int? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        #if canImport(Darwin)
            return Int(status.st_mtimespec.tv_sec)
        #else
            return Int(status.st_mtim.tv_sec)
        #endif
    }

    /// Moves a file or a whole folder to a name that is free.
    ///
    /// On another file system it is copied, the copy is compared with it by SHA-256 and synced, and then it is removed. If
    /// something fails, the source is whole and no copy stays.
    package static func relocate(_ source: String, to target: String) throws(FileError) {
        guard !isTaken(target) else {
            throw FileError(path: target, operation: .write, reason: .system(code: EEXIST))
        }
        if rename(source, target) == 0 { return try sync(parent(of: target), named: target) }
        guard errno == EXDEV else { throw FileError(path: target, operation: .write, reason: .init(code: errno)) }
        let copy = AtomicFile.temporaryPath(beside: target)
        do {
            try copyAll(source, to: copy)
            try check(rename(copy, target), .write, target)
        } catch {
            try? remove(copy)
            throw error
        }
        try sync(parent(of: target), named: target)
        try remove(source)
    }

    /// Copies a file, a link or a folder with its content, synced and compared.
    private static func copyAll(_ source: String, to target: String) throws(FileError) {
        var status = stat()
        try check(lstat(source, &status), .read, source)
        switch status.st_mode & S_IFMT {
        case S_IFREG: try copyFile(source, to: target)
        case S_IFDIR:
            try check(mkdir(target, 0o700), .write, target)
            for name in try names(in: source) { try copyAll(source + "/" + name, to: target + "/" + name) }
        case S_IFLNK: return try copyLink(source, to: target)
        default: throw FileError(path: source, operation: .read, reason: .notRegular(FileKind(status)))
        }
        try check(chmod(target, status.st_mode & 0o7777), .write, target)
        var times = [status.accessed, status.modified]
        try check(utimensat(AT_FDCWD, target, &times, 0), .write, target)
        if status.st_mode & S_IFMT == S_IFDIR { try sync(target) }
    }

    private static func copyFile(_ source: String, to target: String) throws(FileError) {
        let input = try InputFile(source)
        let output = try NewFile(target)
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var digest = ContentDigest()
        while true {
            let result = buffer.withUnsafeMutableBytes { bytes -> Result<Int, FileError> in
                Result { () throws(FileError) in
                    let count = try input.read(into: bytes)
                    let part = UnsafeRawBufferPointer(rebasing: bytes[..<count])
                    digest.update(part)
                    try output.write(part)
                    return count
                }
            }
            if try result.get() == 0 { break }
        }
        try output.finish(synced: true)
        guard try ContentDigest.ofFile(target) == digest.hexadecimal else {
            throw FileError(path: target, operation: .write, reason: .system(code: EIO))
        }
    }

    private static func copyLink(_ source: String, to target: String) throws(FileError) {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink(source, &buffer, buffer.count - 1)
        guard count > 0 else { throw FileError(path: source, operation: .read, reason: .init(code: errno)) }
        try check(symlink(buffer, target), .write, target)
    }
}

extension stat {
    #if canImport(Darwin)
        fileprivate var accessed: timespec { st_atimespec }
        fileprivate var modified: timespec { st_mtimespec }
    #else
        fileprivate var accessed: timespec { st_atim }
        fileprivate var modified: timespec { st_mtim }
    #endif
}

extension FileError.Reason {
    /// Whether the system refused, or failed: the file may be there, and whole.
    package var isRefusal: Bool {
        guard case .system(let code) = self else { return false }
        return ![ENOENT, ENOTDIR].contains(code)
    }
}
