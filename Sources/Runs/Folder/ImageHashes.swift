/// SHA-256 of the images of an experiment with their labels, in hexadecimal digits.
public struct ImageHashes: Sendable, Equatable, Codable {
    /// Of those that were trained on.
    public var trainData: String
    /// Of those that were validated on.
    public var validData: String

    /// Both, as figures carry them.
    public var text: String { "\(trainData),\(validData)" }
}
