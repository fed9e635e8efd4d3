#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The entries of a folder, with their kinds, sizes and times.
struct Directory {
    /// The kind of an entry; links are followed.
    enum Kind: Equatable {
        case folder
        case file
        /// A pipe, a socket or a device.
        case special
        /// Not accessible, for instance a dangling link; `code` is errno.
        case unknown(code: Int32)
    }

    /// An entry of a folder.
    struct Entry {
        var name: String
        var kind: Kind
        /// Size of a file, bytes.
        var size: Int
        /// Time of the last change, nanoseconds.
        var changed: Int
    }

    /// All entries that are not hidden, in no order.
    /// - Throws: `ImageFolderError` if the folder cannot be read or a name is not UTF-8.
    static func entries(of path: String) throws(ImageFolderError) -> [Entry] {
        guard let folder = opendir(path) else { throw .unreadable(path: path, code: errno) }
        defer { closedir(folder) }
        var entries: [Entry] = []
        while let found = readdir(folder) {
            let bytes = withUnsafeBytes(of: &found.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if bytes.first == UInt8(ascii: ".") { continue }
            guard let name = String(validating: bytes, as: UTF8.self) else {
                throw .nameNotUTF8(path: path + "/" + String(decoding: bytes, as: UTF8.self))
            }
            var status = stat()
            guard fstatat(dirfd(folder), name, &status, 0) == 0 else {
                entries.append(Entry(name: name, kind: .unknown(code: errno), size: 0, changed: 0))
                continue
            }
            let kind: Kind =
                switch status.st_mode & S_IFMT {
                case S_IFDIR: .folder
                case S_IFREG: .file
                default: .special
                }
            entries.append(
                Entry(
                    name: name, kind: kind, size: Int(status.st_size),
                    changed: status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec))
        }
        return entries
    }

    /// Names of the subfolders.
    /// - Throws: as `entries`.
    static func folders(of path: String) throws(ImageFolderError) -> [String] {
        try entries(of: path).filter { $0.kind == .folder }.map(\.name)
    }
}
