/// Labelled images of one size, as bytes in memory: N images, P planes, H rows, W columns, C channels.
///
/// Copying a data set copies references only.
public struct ImageDataset: Sendable {
    /// Values 0...255, [N, P, H, W].
    public let pixels: [UInt8]
    /// Class index of each image, [N], each below `classes`.
    public let labels: [UInt8]
    /// P: 1 if all channels are equal, else C.
    public let planes: Int
    /// H.
    public let height: Int
    /// W.
    public let width: Int
    /// C: channels of a batch; a single plane is copied into all of them.
    public let channels: Int
    /// Name of each class, by class index.
    public let classNames: [String]
    /// The origin of the images, one line for reports.
    public let origin: String
    /// SHA-256 of the sizes, the labels and the pixels, 64 hexadecimal digits. Class names and origin are not part of it,
    /// so equal images from different files have equal hashes.
    public let contentHash: String

    /// N.
    public var count: Int { labels.count }

    /// Number of classes.
    public var classes: Int { classNames.count }

    /// H times W: bytes of one plane.
    public var planeSize: Int { height * width }

    /// P times H times W: bytes of one image.
    public var imageSize: Int { planes * planeSize }

    /// Maximum number of classes: labels are bytes.
    public static let maxClasses = 256

    /// Creates a data set. Sizes that do not fit each other are a programmer's mistake and trap.
    ///
    /// - Parameters:
    ///   - pixels: [N, P, H, W].
    ///   - labels: [N], each an index into `classNames`.
    ///   - planes: P, 1 or `channels`.
    ///   - height: H.
    ///   - width: W.
    ///   - channels: C.
    ///   - classNames: name of each class, by class index.
    ///   - origin: the origin of the images, one line.
    ///   - contentHash: the hash of this content if it is known; nil: it is computed.
    public init(
        pixels: [UInt8], labels: [UInt8], planes: Int = 1, height: Int, width: Int, channels: Int,
        classNames: [String], origin: String, contentHash: String? = nil
    ) {
        precondition(height > 0 && width > 0 && channels > 0, "an image has rows, columns and channels")
        precondition(planes == 1 || planes == channels, "one plane, or one a channel")
        precondition(pixels.count == labels.count * planes * height * width, "pixels are [N, P, H, W] for N labels")
        precondition(labels.allSatisfy { $0 < classNames.count }, "every label is a class index")
        self.pixels = pixels
        self.labels = labels
        self.planes = planes
        self.height = height
        self.width = width
        self.channels = channels
        self.classNames = classNames
        self.origin = origin
        // A single plane is not hashed: sets of one plane keep the hashes of versions that had no others.
        let sizes = [labels.count, height, width, channels, classNames.count] + (planes == 1 ? [] : [planes])
        self.contentHash = contentHash ?? Datasets.contentHash(sizes: sizes, labels: labels, pixels: pixels)
    }

    /// Number of images of each class, [classes].
    public var classCounts: [Int] {
        labels.reduce(into: Array(repeating: 0, count: classes)) { counts, label in counts[Int(label)] += 1 }
    }

    /// A set of the images at `places`, in that order.
    public func selecting(_ places: [Int]) -> ImageDataset {
        var kept: [UInt8] = []
        kept.reserveCapacity(places.count * imageSize)
        for place in places { kept += pixels[place * imageSize..<(place + 1) * imageSize] }
        return ImageDataset(
            pixels: kept, labels: places.map { labels[$0] }, planes: planes, height: height, width: width,
            channels: channels, classNames: classNames, origin: origin)
    }
}

/// The training, validation and test images of a run.
public struct DataSplit: Sendable {
    /// Training images.
    public var train: ImageDataset
    /// Validation images; none of them is in `train`.
    public var valid: ImageDataset
    /// Test images, disjoint from both; nil: no test part.
    public var test: ImageDataset?
    /// How bytes become values, by plane, [P]; the same in all sets.
    public private(set) var scaling: [PixelScaling]

    /// Joins sets of the same image size, channels and classes.
    /// - Parameters:
    ///   - train: training images; their statistics determine the scaling of both sets.
    ///   - valid: validation images.
    ///   - test: test images; nil: none.
    ///   - normalization: how bytes become values.
    public init(
        train: ImageDataset, valid: ImageDataset, test: ImageDataset? = nil, normalization: Normalization = .unit
    ) {
        self.train = train
        self.valid = valid
        self.test = test
        scaling = normalization.scaling(for: train)
    }
}
