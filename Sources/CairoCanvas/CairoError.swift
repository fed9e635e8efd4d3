/// A failure of Cairo: its status code, what it says of it, and what was attempted.
public struct CairoError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Cairo's status code (`cairo_status_t`).
    public var code: UInt32
    /// Cairo's words for the code.
    public var message: String
    /// What was attempted, as a part of a sentence: "drawing a figure".
    public var attempted: String

    /// One line that says all three.
    public var description: String {
        "\(attempted): \(message) (Cairo status \(code))"
    }
}

/// A picture that could not be encoded, or not be written.
public struct PictureError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file; nil where it was to stay in memory.
    public var path: String?
    /// What was attempted, as a part of a sentence: "writing".
    public var attempted: String
    /// What went wrong, in the words of the library or the system.
    public var message: String

    /// One line that says all of it.
    public var description: String {
        (path.map { "\($0): " } ?? "") + "\(attempted): \(message)"
    }
}
