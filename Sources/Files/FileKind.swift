#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The kind of a file; links are followed.
public enum FileKind: Sendable, Equatable {
    /// A regular file.
    case regular
    /// A directory.
    case folder
    /// A pipe.
    case pipe
    /// A socket.
    case socket
    /// A block or character device.
    case device

    /// The kind of the file at a path; nil if it does not exist or is not accessible.
    package init?(of path: String) {
        var status = stat()
        guard !path.utf8.contains(0), stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    init(_ status: stat) {
        self =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            default: .device
            }
    }
}

extension FileKind: CustomStringConvertible {
    /// With its article: "a directory".
    public var description: String {
        switch self {
        case .regular: "a file"
        case .folder: "a directory"
        case .pipe: "a pipe"
        case .socket: "a socket"
        case .device: "a device"
        }
    }
}
