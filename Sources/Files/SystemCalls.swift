#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import SystemPackage

/// The system's text for an error number: "Permission denied".
func systemWords(_ code: Int32) -> String { String(cString: strerror(code)) }

extension FileError.Reason {
    /// The reason that an error number stands for.
    package init(code: Int32) { self = code == ENOENT ? .missing : .system(code: code) }
}

/// Runs calls of swift-system and names path and operation if one fails.
func attempt<Result>(
    _ operation: FileError.Operation, _ path: String, _ body: () throws -> Result
) throws(FileError) -> Result {
    do {
        return try body()
    } catch {
        throw FileError(path: path, operation: operation, reason: .init(code: (error as? Errno)?.rawValue ?? EIO))
    }
}

/// Throws the error that the last C call left in `errno` unless `status` is 0.
func check(_ status: Int32, _ operation: FileError.Operation, _ path: String) throws(FileError) {
    guard status != 0 else { return }
    throw FileError(path: path, operation: operation, reason: .init(code: errno))
}
