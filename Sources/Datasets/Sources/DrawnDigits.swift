/// A set of drawn digits that look handwritten: 28 x 28, white on black, centred by mass, like MNIST's.
///
/// This type describes the images; module `DigitDrawing` draws them. The seed and an image's index fix the image.
/// Training images have the indices 0, 1, ...; validation images begin at `firstValidIndex`, so no image is in both sets.
/// A larger set begins with the smaller one. For K classes, every K consecutive images hold each class once, in random
/// order.
public struct DrawnDigits: Sendable, Hashable {
    /// The digits, ascending. The class of an image is the position of its digit in this list.
    public var digits: [UInt8]
    /// Number of training images.
    public var trainCount: Int
    /// Number of validation images.
    public var validCount: Int
    /// Standard deviation of the noise added to every pixel, as a fraction of white. 0 adds no noise.
    public var noise: Double
    /// Seed of the images.
    public var seed: UInt64

    /// Training images of MNIST_SAMPLE.
    public static let defaultTrainCount = 12_396
    /// Validation images of MNIST_SAMPLE.
    public static let defaultValidCount = 2_038
    /// The default seed.
    public static let defaultSeed: UInt64 = 37
    /// Index of the first validation image.
    public static let firstValidIndex: UInt64 = 1 << 32
    /// Maximum number of images in either set; they take 784 MB.
    public static let maxCount = 1_000_000
    /// Rows and columns of an image.
    public static let size = ImageSize(height: 28, width: 28)

    /// Creates a description; nothing is drawn.
    ///
    /// - Parameters:
    ///   - digits: 0 to 9, ascending. A training needs at least two.
    ///   - trainCount: number of training images, 1...`maxCount`; drawing throws for other counts.
    ///   - validCount: number of validation images, in the same range.
    ///   - noise: standard deviation as a fraction of white, at least 0.
    ///   - seed: seed of the images.
    public init(
        digits: [UInt8] = Array(0...9), trainCount: Int = defaultTrainCount, validCount: Int = defaultValidCount,
        noise: Double = 0, seed: UInt64 = defaultSeed
    ) {
        precondition(!digits.isEmpty && digits.allSatisfy { $0 < 10 }, "digits are 0 to 9")
        precondition(zip(digits, digits.dropFirst()).allSatisfy { $0 < $1 }, "digits ascend")
        self.digits = digits
        self.trainCount = trainCount
        self.validCount = validCount
        self.noise = noise
        self.seed = seed
    }

    /// Names of the classes: the digits.
    public var classNames: [String] { digits.map { String($0) } }

    /// Number of validation images for a number of training images, in the proportion of MNIST_SAMPLE.
    public static func validCount(with trainCount: Int) -> Int {
        max(1, Int((Double(trainCount) * Double(defaultValidCount) / Double(defaultTrainCount)).rounded()))
    }
}

/// Draws the images that a `DrawnDigits` describes.
///
/// Drawing needs Cairo, so it is in module `DigitDrawing`, whose `CairoDigitDrawer` conforms to this protocol. Programs
/// that train on other images link no Cairo.
public protocol DigitDrawer: Sendable {
    /// Draws both sets.
    ///
    /// - Parameters:
    ///   - digits: the images to draw.
    ///   - channels: C, the number of equal channels.
    ///   - threads: number of threads; the result does not depend on it.
    ///   - isCancelled: called often, from any thread; drawing stops if it returns true.
    /// - Throws: `DatasetError.badCount` or `.interrupted`, or an error of the graphics library.
    func draw(
        _ digits: DrawnDigits, channels: Int, threads: Int, isCancelled: @escaping @Sendable () -> Bool
    ) throws -> DataSplit
}
