import CairoCanvas
import SeededRandom

/// Digits that look written by hand, drawn by Cairo from skeletons of strokes: 28 x 28, white on black, centred by mass,
/// like MNIST's, for those who have no files at hand.
///
/// An image is fixed by the seed and its index alone. Training images have the indices 0, 1, ..., validation images those
/// from `firstValidIndex` on, so no image is in both sets, and a larger set begins with the smaller one. Of each run of
/// as many images as there are classes every class has one, in a drawn order.
public struct DrawnDigits: Sendable, Equatable {
    /// `.digits` or `.digitsSample`: which digits there are and how many channels.
    public let source: DatasetSource
    /// Images to train on.
    public var trainCount: Int
    /// Images to validate on.
    public var validCount: Int
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

    /// - Parameter source: a drawn source; any other is a mistake in the program.
    public init(
        source: DatasetSource, trainCount: Int = defaultTrainCount, validCount: Int = defaultValidCount,
        seed: UInt64 = defaultSeed
    ) {
        precondition(source.isDrawn, "\(source.rawValue) is read from files")
        self.source = source
        self.trainCount = trainCount
        self.validCount = validCount
        self.seed = seed
    }

    /// Draws both sets.
    ///
    /// - Parameter threads: threads to use; the result does not depend on it.
    /// - Throws: `DatasetError.badCount` or `.drawing`.
    public func draw(threads: Int) throws -> DataSplit {
        for (name, count) in [("trainCount", trainCount), ("validCount", validCount)] {
            guard (1...Self.countLimit).contains(count) else {
                throw DatasetError.badCount(name: name, value: count, limit: Self.countLimit)
            }
        }
        return DataSplit(
            train: try draw(first: 0, count: trainCount, threads: threads),
            valid: try draw(first: Self.firstValidIndex, count: validCount, threads: threads))
    }

    /// Draws the images `first`, `first` + 1, ...
    private func draw(first: UInt64, count: Int, threads: Int) throws -> ImageDataset {
        let planeSize = DigitPainter.side * DigitPainter.side
        let labels = labels(first: first, count: count)
        let digits = source.digits
        let blockSize = 256
        let pixels = try [UInt8](unsafeUninitializedCapacity: count * planeSize) { buffer, filled in
            // Each image is written by one thread only.
            nonisolated(unsafe) let buffer = buffer
            _ = try Workers.map((count + blockSize - 1) / blockSize, threads: threads) { block in
                do {
                    var painter = try DigitPainter()
                    for index in block * blockSize..<min((block + 1) * blockSize, count) {
                        var random = SeededGenerator(
                            seed: seed, purpose: .drawnDigit, indices: first + UInt64(index))
                        let image = UnsafeMutableBufferPointer(
                            rebasing: buffer[index * planeSize..<(index + 1) * planeSize])
                        try painter.paint(digits[Int(labels[index])], using: &random, into: image)
                    }
                } catch let error as GreyRasterError {
                    throw DatasetError.drawing(code: error.code, message: error.message, attempted: error.attempted)
                }
            }
            filled = count * planeSize
        }
        return ImageDataset(
            pixels: pixels, labels: labels, height: DigitPainter.side, width: DigitPainter.side,
            channels: source.channels, classNames: source.classNames, origin: "drawn with seed \(seed)")
    }

    /// Class indices of the images `first`, `first` + 1, ...; `first` begins a run.
    private func labels(first: UInt64, count: Int) -> [UInt8] {
        var labels: [UInt8] = []
        labels.reserveCapacity(count + source.classes)
        var classes = (0..<Int32(source.classes)).map { $0 }
        var run = first
        while labels.count < count {
            for index in classes.indices { classes[index] = Int32(index) }
            var random = SeededGenerator(seed: seed, purpose: .drawnLabels, indices: run)
            random.shuffle(&classes)
            labels.append(contentsOf: classes.lazy.map { UInt8($0) })
            run += UInt64(source.classes)
        }
        labels.removeLast(labels.count - count)
        return labels
    }
}
