/// SHA-256 of an experiment's images with their labels, in hexadecimal digits.
public struct ImageHashes: Sendable, Hashable, Codable {
    /// Of the training images.
    public var trainData: String
    /// Of the validation images.
    public var validData: String

    package init(trainData: String, validData: String) {
        (self.trainData, self.validData) = (trainData, validData)
    }

    /// Both, separated by a comma, as figures carry them.
    public var text: String { "\(trainData),\(validData)" }
}
