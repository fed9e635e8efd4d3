/// Size, classes and counts of a source's images, known before they are loaded.
public struct ImageFacts: Sendable, Hashable {
    /// Rows and columns of an image.
    public var size: ImageSize
    /// C, channels of a batch.
    public var channels: Int
    /// Name of each class, by class index.
    public var classNames: [String]
    /// Number of training images, including those that a spec holds out.
    public var trainCount: Int
    /// Number of validation images; nil if the source has none and some must be held out.
    public var validCount: Int?
    /// Changes if one of the user's files changes; nil for sources that never change.
    public var fingerprint: String?

    /// Creates facts from their parts.
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
