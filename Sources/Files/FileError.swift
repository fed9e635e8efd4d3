#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file operation that failed: the path, the operation and the reason.
public struct FileError: Error, Sendable, Equatable {
    /// The operation that failed.
    public enum Operation: Sendable, Equatable {
        /// Reading or opening.
        case read
        /// Writing, moving or removing.
        case write
    }

    /// The reason of a failure.
    public enum Reason: Error, Sendable, Equatable {
        /// No file has this name.
        case missing
        /// The name belongs to a folder, a pipe, a socket or a device.
        case notRegular(FileKind)
        /// The file is larger than the limit, in bytes; it was not read.
        case tooLarge(bytes: Int, limit: Int)
        /// The system's error number.
        case system(code: Int32)
    }

    /// The path as the caller gave it.
    public var path: String
    /// The operation that failed.
    public var operation: Operation
    /// The reason of the failure.
    public var reason: Reason

    /// Creates an error from its parts.
    public init(path: String, operation: Operation, reason: Reason) {
        self.path = path
        self.operation = operation
        self.reason = reason
    }
}

extension FileError: CustomStringConvertible {
    /// One line: `a.json: cannot be read: Permission denied`.
    public var description: String {
        "\(path): cannot be \(operation == .read ? "read" : "written"): \(reason.words)"
    }
}

extension FileError.Reason {
    /// The reason without the path, in the system's words if the system refused.
    public var words: String {
        switch self {
        case .missing: systemWords(ENOENT)
        case .notRegular(let kind): "\(kind), not a file"
        case .tooLarge(let bytes, let limit): "\(bytes) bytes; the limit is \(limit)"
        case .system(let code): systemWords(code)
        }
    }

    /// The reason for a file of some kind: "300 bytes; a spec has at most 200".
    /// - Parameter kind: with its article: "a spec".
    package func text(of kind: String) -> String {
        switch self {
        case .missing: "no such file"
        case .notRegular(let found): "\(found), not a file"
        case .tooLarge(let bytes, let limit): "\(bytes) bytes; \(kind) has at most \(limit)"
        case .system(let code): "cannot be read: \(systemWords(code))"
        }
    }

    /// The system's error number; nil if the reason has none.
    public var code: Int32? {
        switch self {
        case .missing: ENOENT
        case .notRegular, .tooLarge: nil
        case .system(let code): code
        }
    }
}
