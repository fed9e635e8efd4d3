/// A picture that could not be decoded, encoded, read or written.
public struct PictureError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file; nil if it is only in memory.
    public var path: String?
    /// What was attempted, as a part of a sentence: "writing".
    public var attempted: String
    /// What went wrong, in the words of the library or the system.
    public var message: String

    /// Creates an error from its parts.
    public init(path: String? = nil, attempted: String, message: String) {
        self.path = path
        self.attempted = attempted
        self.message = message
    }

    /// One line that says all of it.
    public var description: String {
        (path.map { "\($0): " } ?? "") + "\(attempted): \(message)"
    }
}
