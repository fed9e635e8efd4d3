public import Datasets
import Parallel
import SeededRandom

/// Draws digits with Cairo, from skeletons of strokes.
public struct CairoDigitDrawer: DigitDrawer {
    /// Creates a drawer.
    public init() {}

    /// Draws both sets.
    ///
    /// - Parameters:
    ///   - digits: the images to draw.
    ///   - channels: C, the number of equal channels.
    ///   - threads: number of threads; the result does not depend on it.
    ///   - isCancelled: called often, from any thread; drawing stops if it returns true.
    /// - Throws: `DatasetError.badCount` or `.interrupted`, or `DigitDrawingError` if Cairo fails.
    public func draw(
        _ digits: DrawnDigits, channels: Int, threads: Int, isCancelled: @escaping @Sendable () -> Bool
    ) throws -> DataSplit {
        for (name, count) in [("trainCount", digits.trainCount), ("validCount", digits.validCount)] {
            guard (1...DrawnDigits.maxCount).contains(count) else {
                throw DatasetError.badCount(name: name, value: count, limit: DrawnDigits.maxCount)
            }
        }
        func part(first: UInt64, count: Int) throws -> ImageDataset {
            try DigitSetPart(digits: digits, first: first, count: count)
                .draw(channels: channels, threads: threads, isCancelled: isCancelled)
        }
        return DataSplit(
            train: try part(first: 0, count: digits.trainCount),
            valid: try part(first: DrawnDigits.firstValidIndex, count: digits.validCount))
    }
}

extension DrawnDigits {
    /// Draws both sets with Cairo.
    ///
    /// ```swift
    /// let data = try DrawnDigits(trainCount: 1000, validCount: 200).draw(threads: 2)
    /// ```
    ///
    /// - Parameters:
    ///   - channels: C, the number of equal channels.
    ///   - threads: number of threads; the result does not depend on it.
    ///   - isCancelled: called often, from any thread; drawing stops if it returns true.
    /// - Throws: `DatasetError.badCount` or `.interrupted`, or `DigitDrawingError` if Cairo fails.
    public func draw(
        channels: Int = 1, threads: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws -> DataSplit {
        try CairoDigitDrawer().draw(self, channels: channels, threads: threads, isCancelled: isCancelled)
    }
}

/// The images `first`, `first` + 1, ... of a set.
private struct DigitSetPart {
    let digits: DrawnDigits
    /// Index of the first image; a multiple of the number of classes, or `firstValidIndex`.
    let first: UInt64
    let count: Int

    func draw(channels: Int, threads: Int, isCancelled: @Sendable () -> Bool) throws -> ImageDataset {
        let size = DrawnDigits.size
        let planeSize = size.height * size.width
        let labels = labels()
        let blockSize = 256
        let pixels = try [UInt8](unsafeUninitializedCapacity: count * planeSize) { buffer, filled in
            // Each image is written by one thread only.
            nonisolated(unsafe) let buffer = buffer
            let blocks = (count + blockSize - 1) / blockSize
            _ = try Workers.map(
                blocks, threads: threads, checkCancellation: { if isCancelled() { throw DatasetError.interrupted } }
            ) { block in
                var painter = try DigitPainter()
                for index in block * blockSize..<min((block + 1) * blockSize, count) {
                    var random = SeededGenerator(
                        seed: digits.seed, purpose: .drawnDigit, indices: first + UInt64(index))
                    let image = UnsafeMutableBufferPointer(
                        rebasing: buffer[index * planeSize..<(index + 1) * planeSize])
                    try painter.paint(digits.digits[Int(labels[index])], using: &random, into: image)
                    if digits.noise > 0 { addNoise(to: image, using: &random) }
                }
            }
            filled = count * planeSize
        }
        return ImageDataset(
            pixels: pixels, labels: labels, height: size.height, width: size.width, channels: channels,
            classNames: digits.classNames, origin: "drawn with seed \(digits.seed)")
    }

    /// Adds normal noise to every pixel.
    private func addNoise(to image: UnsafeMutableBufferPointer<UInt8>, using random: inout SeededGenerator) {
        for place in image.indices {
            let value = Double(image[place]) + 255 * digits.noise * random.normal()
            image[place] = UInt8(max(0, min(255, value.rounded())))
        }
    }

    /// Class indices, [count].
    private func labels() -> [UInt8] {
        let classCount = digits.digits.count
        var labels: [UInt8] = []
        labels.reserveCapacity(count + classCount)
        var classes = (0..<Int32(classCount)).map { $0 }
        var run = first
        while labels.count < count {
            for index in classes.indices { classes[index] = Int32(index) }
            var random = SeededGenerator(seed: digits.seed, purpose: .drawnLabels, indices: run)
            random.shuffle(&classes)
            labels.append(contentsOf: classes.lazy.map { UInt8($0) })
            run += UInt64(classCount)
        }
        labels.removeLast(labels.count - count)
        return labels
    }
}
