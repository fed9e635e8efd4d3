/// Labelled images of one size, as bytes in memory.
///
/// Copying a data set copies references only. N images, H rows, W columns, C channels.
public struct ImageDataset: Sendable {
    /// Grey values 0...255, [N, H, W]: one plane an image, however many equal channels a batch shows.
    public let pixels: [UInt8]
    /// Class index of each image, [N], each below `classes`.
    public let labels: [UInt8]
    /// H.
    public let height: Int
    /// W.
    public let width: Int
    /// C: 1, or the number of equal channels into which a batch replicates the plane.
    public let channels: Int
    /// Name of each class, by class index.
    public let classNames: [String]
    /// Where the images came from, one line for reports.
    public let origin: String
    /// SHA-256 of the sizes, the labels and the pixels, 64 hexadecimal digits: the same for the same content, wherever
    /// it came from. Class names and origin do not count.
    public let contentHash: String

    /// N.
    public var count: Int { labels.count }

    /// Number of classes.
    public var classes: Int { classNames.count }

    /// H times W: bytes of one image.
    public var planeSize: Int { height * width }

    /// - Parameters:
    ///   - pixels: [N, H, W].
    ///   - labels: [N], each an index into `classNames`.
    ///
    /// The caller has checked what it read: sizes that do not fit each other are a mistake in the program.
    public init(
        pixels: [UInt8], labels: [UInt8], height: Int, width: Int, channels: Int, classNames: [String], origin: String
    ) {
        precondition(height > 0 && width > 0 && channels > 0, "an image has rows, columns and channels")
        precondition(pixels.count == labels.count * height * width, "pixels are [N, H, W] for N labels")
        precondition(labels.allSatisfy { $0 < classNames.count }, "every label is a class index")
        self.pixels = pixels
        self.labels = labels
        self.height = height
        self.width = width
        self.channels = channels
        self.classNames = classNames
        self.origin = origin
        self.contentHash = Datasets.contentHash(
            sizes: [labels.count, height, width, channels, classNames.count], labels: labels, pixels: pixels)
    }

    /// Number of images of each class, [classes].
    public var classCounts: [Int] {
        labels.reduce(into: Array(repeating: 0, count: classes)) { counts, label in counts[Int(label)] += 1 }
    }
}

/// What a run trains on and what it validates on.
public struct DataSplit: Sendable {
    /// Images for training steps.
    public var train: ImageDataset
    /// Images for validation; none of them is among `train`.
    public var valid: ImageDataset

    /// Pairs two sets of the same image size, channels and classes.
    public init(train: ImageDataset, valid: ImageDataset) {
        self.train = train
        self.valid = valid
    }
}
