import CFileSystem

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Folders, moves and removals.
package enum FileSystem {
    /// Whether the path exists; links are followed.
    package static func exists(_ path: String) -> Bool { FileKind(of: path) != nil }

    /// Whether the path is a regular file; links are followed.
    package static func isRegular(_ path: String) -> Bool { FileKind(of: path) == .regular }

    /// Whether the path is a folder; links are followed.
    package static func isFolder(_ path: String) -> Bool { FileKind(of: path) == .folder }

    /// The parent folder: "a" of "a/b", "." of "a".
    package static func parent(of path: String) -> String {
        var rest = Substring(path)
        while rest.count > 1, rest.hasSuffix("/") { rest = rest.dropLast() }
        guard let slash = rest.lastIndex(of: "/") else { return "." }
        return slash == rest.startIndex ? "/" : String(rest[..<slash])
    }

    /// Creates a folder and its parents. An existing folder is left unchanged.
    package static func makeFolder(_ path: String) throws(FileError) {
        if mkdir(path, 0o777) == 0 { return try sync(parent(of: path)) }
        switch errno {
        case EEXIST where isFolder(path): return
        case ENOENT where parent(of: path) != path && parent(of: path) != ".":
            let above = parent(of: path)
            do {
                try makeFolder(above)
            } catch {
                throw FileError(path: path, operation: .write, reason: error.reason)
            }
            if mkdir(path, 0o777) == 0 { return try sync(above) }
            if errno == EEXIST, isFolder(path) { return }
            throw FileError(path: path, operation: .write, reason: .init(code: errno))
        default: throw FileError(path: path, operation: .write, reason: .init(code: errno))
        }
    }

    /// Moves a file or a whole folder. An existing file is replaced, an existing folder only if it is empty.
    /// - Parameter synced: whether the move survives a power failure. Files inside a moved folder are not synced.
    package static func move(_ source: String, to target: String, synced: Bool = true) throws(FileError) {
        if synced { try sync(source, named: target) }
        try check(rename(source, target), .write, target)
        if synced { try sync(parent(of: target), named: target) }
    }

    /// Exchanges the names of two files or folders atomically.
    ///
    /// If the file system cannot do this, three renames replace it.
    package static func exchange(_ first: String, _ second: String) throws(FileError) {
        if exchange_paths(first, second) != 0 {
            let aside = first + ".old"
            try check(rename(second, aside), .write, second)
            try check(rename(first, second), .write, second)
            try check(rename(aside, first), .write, second)
        }
        try sync(parent(of: second))
    }

    /// Removes a file, or a folder with its content; links are not followed. A missing path is not an error.
    package static func remove(_ path: String) throws(FileError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return }
            throw FileError(path: path, operation: .write, reason: .init(code: errno))
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { return try check(unlink(path), .write, path) }
        for name in try names(in: path) { try remove(path + "/" + name) }
        try check(rmdir(path), .write, path)
    }

    /// The names in a folder, including hidden ones, in no order. Bytes that are not UTF-8 are replaced.
    package static func names(in path: String) throws(FileError) -> [String] {
        guard let folder = opendir(path) else {
            throw FileError(path: path, operation: .read, reason: .init(code: errno))
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            let name = String(decoding: bytes, as: UTF8.self)
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Syncs a file or a folder to the disk. Errors of file systems that cannot sync folders are ignored.
    static func sync(_ place: String, named path: String? = nil) throws(FileError) {
        let descriptor = open(place, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw FileError(path: path ?? place, operation: .write, reason: .init(code: errno))
        }
        defer { close(descriptor) }
        if fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS { return }
        throw FileError(path: path ?? place, operation: .write, reason: .init(code: errno))
    }
}
