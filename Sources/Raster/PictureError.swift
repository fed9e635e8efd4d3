/// A picture that could not be decoded, encoded, read or written.
public struct PictureError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The path of the file; nil if the picture is in memory.
    public var path: String?
    /// The operation that failed: "cannot be written".
    public var attempted: String
    /// The message of the library or the system.
    public var message: String

    /// Creates an error from its parts.
    public init(path: String? = nil, attempted: String, message: String) {
        self.path = path
        self.attempted = attempted
        self.message = message
    }

    /// Path, operation and message, on one line.
    public var description: String {
        (path.map { "\($0): " } ?? "") + "\(attempted): \(message)"
    }
}
