/// A failure of Cairo: its status code, its message, and what was attempted.
public struct CairoError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Cairo's status code (`cairo_status_t`).
    public var code: UInt32
    /// Cairo's words for the code.
    public var message: String
    /// The attempted operation, as a part of a sentence: "drawing a figure".
    public var attempted: String

    /// One line that says all three.
    public var description: String {
        "\(attempted): \(message) (Cairo status \(code))"
    }
}
