import Parallel
import CairoCanvas
import SeededRandom

/// Digits that look written by hand, drawn by Cairo from skeletons of strokes: 28 x 28, white on black, centred by mass,
/// like MNIST's, for those who have no files at hand.
///
/// An image is fixed by the seed and its index alone. Training images have the indices 0, 1, ..., validation images those
/// from `firstValidIndex` on, so no image is in both sets, and a larger set begins with the smaller one. Of each run of
/// as many images as there are classes every class has one, in a drawn order.
public struct DrawnDigits: Sendable, Hashable {
    /// The digits that are drawn, ascending, at least two: the class of an image is its digit's place among them.
    public var digits: [UInt8]
    /// Images to train on.
    public var trainCount: Int
    /// Images to validate on.
    public var validCount: Int
    /// Deviation of the noise that is added to every pixel, as a share of white: 0 adds none.
    public var noise: Double
    /// Fixes the images.
    public var seed: UInt64

    /// As many as MNIST_SAMPLE has.
    public static let defaultTrainCount = 12_396
    /// As many as MNIST_SAMPLE has.
    public static let defaultValidCount = 2_038
    /// The images that everybody gets who does not ask for others.
    public static let defaultSeed: UInt64 = 37
    /// Index of the first validation image.
    public static let firstValidIndex: UInt64 = 1 << 32
    /// The most images that either set may have: 784 MB.
    public static let countLimit = 1_000_000

    /// - Parameters:
    ///   - digits: 0 to 9, ascending: at least one, and two to be trained on.
    ///   - trainCount: images to train on, 1...`countLimit`; another count is an error of `draw`.
    ///   - validCount: images to validate on, likewise.
    ///   - noise: deviation as a share of white, at least 0.
    ///   - seed: fixes the images.
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

    /// Names of the classes.
    public var classNames: [String] { digits.map { String($0) } }

    /// How many validation images go with so many training images: the proportion of MNIST_SAMPLE.
    public static func validCount(with trainCount: Int) -> Int {
        max(1, Int((Double(trainCount) * Double(defaultValidCount) / Double(defaultTrainCount)).rounded()))
    }

    /// Draws both sets.
    ///
    /// - Parameters:
    ///   - channels: equal channels that a batch shows.
    ///   - threads: threads to use; the result does not depend on it.
    ///   - isCancelled: asked often, from any thread; ends the call when true.
    /// - Throws: `DatasetError.badCount`, `.drawing` or `.interrupted`.
    public func draw(
        channels: Int = 1, threads: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws -> DataSplit {
        for (name, count) in [("trainCount", trainCount), ("validCount", validCount)] {
            guard (1...Self.countLimit).contains(count) else {
                throw DatasetError.badCount(name: name, value: count, limit: Self.countLimit)
            }
        }
        return DataSplit(
            train: try draw(first: 0, count: trainCount, channels, threads, isCancelled),
            valid: try draw(first: Self.firstValidIndex, count: validCount, channels, threads, isCancelled))
    }

    /// Draws the images `first`, `first` + 1, ...
    private func draw(
        first: UInt64, count: Int, _ channels: Int, _ threads: Int, _ isCancelled: @Sendable () -> Bool
    ) throws -> ImageDataset {
        let planeSize = DigitPainter.side * DigitPainter.side
        let labels = labels(first: first, count: count)
        let blockSize = 256
        let pixels = try [UInt8](unsafeUninitializedCapacity: count * planeSize) { buffer, filled in
            // Each image is written by one thread only.
            nonisolated(unsafe) let buffer = buffer
            let blocks = (count + blockSize - 1) / blockSize
            _ = try Workers.map(
                blocks, threads: threads, checkCancellation: { if isCancelled() { throw DatasetError.interrupted } }
            ) { block in
                do {
                    var painter = try DigitPainter()
                    for index in block * blockSize..<min((block + 1) * blockSize, count) {
                        var random = SeededGenerator(
                            seed: seed, purpose: .drawnDigit, indices: first + UInt64(index))
                        let image = UnsafeMutableBufferPointer(
                            rebasing: buffer[index * planeSize..<(index + 1) * planeSize])
                        try painter.paint(digits[Int(labels[index])], using: &random, into: image)
                        if noise > 0 { addNoise(to: image, using: &random) }
                    }
                } catch let error as GreyRasterError {
                    throw DatasetError.drawing(code: error.code, message: error.message, attempted: error.attempted)
                }
            }
            filled = count * planeSize
        }
        return ImageDataset(
            pixels: pixels, labels: labels, height: DigitPainter.side, width: DigitPainter.side,
            channels: channels, classNames: classNames, origin: "drawn with seed \(seed)")
    }

    /// Adds normal noise of deviation `noise` to every pixel.
    private func addNoise(to image: UnsafeMutableBufferPointer<UInt8>, using random: inout SeededGenerator) {
        for place in image.indices {
            let value = Double(image[place]) + 255 * noise * random.normal()
            image[place] = UInt8(max(0, min(255, value.rounded())))
        }
    }

    /// Class indices of the images `first`, `first` + 1, ...; `first` begins a run.
    private func labels(first: UInt64, count: Int) -> [UInt8] {
        var labels: [UInt8] = []
        labels.reserveCapacity(count + digits.count)
        var classes = (0..<Int32(digits.count)).map { $0 }
        var run = first
        while labels.count < count {
            for index in classes.indices { classes[index] = Int32(index) }
            var random = SeededGenerator(seed: seed, purpose: .drawnLabels, indices: run)
            random.shuffle(&classes)
            labels.append(contentsOf: classes.lazy.map { UInt8($0) })
            run += UInt64(digits.count)
        }
        labels.removeLast(labels.count - count)
        return labels
    }
}
