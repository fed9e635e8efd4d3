/// What is known of a source's images before any of them is loaded.
public struct ImageFacts: Sendable, Hashable {
    /// Rows and columns of an image.
    public var size: ImageSize
    /// Channels of a batch.
    public var channels: Int
    /// Name of each class, by class index.
    public var classNames: [String]
    /// Images to train on, those that a spec holds out among them.
    public var trainCount: Int
    /// Images to validate on; nil where part of the others has to be held out.
    public var validCount: Int?
    /// Of the user's files: changes when one of them does. nil where the images are always the same.
    public var fingerprint: String?

    public init(
        size: ImageSize, channels: Int, classNames: [String], trainCount: Int, validCount: Int?,
        fingerprint: String? = nil
    ) {
        self.size = size
        self.channels = channels
        self.classNames = classNames
        self.trainCount = trainCount
        self.validCount = validCount
        self.fingerprint = fingerprint
    }

    /// Number of classes.
    public var classes: Int { classNames.count }
}
