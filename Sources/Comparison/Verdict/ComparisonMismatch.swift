import Text

/// A setting that two compared arms should share and do not.
public struct ComparisonMismatch: Sendable, Equatable, Codable, CustomStringConvertible {
    /// A key of the spec, "data.source"; or the seeds or images.
    public let what: String
    /// The first arm's value.
    public let first: String
    /// The second arm's value.
    public let second: String
    /// Name of the first arm.
    public let firstArm: String
    /// Name of the second arm.
    public let secondArm: String

    /// The key, and the value in each arm.
    public var description: String {
        "\(what): \(Printable.text(first)) in \(firstArm), \(Printable.text(second)) in \(secondArm)"
    }
}
