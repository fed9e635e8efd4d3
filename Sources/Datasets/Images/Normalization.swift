/// How bytes are scaled for the network's input.
public enum Normalization: String, Sendable, Equatable, CaseIterable {
    /// Not scaled: 0...255.
    case none
    /// Divided by 255: 0...1, as fastai does.
    case unit
    /// Divided by 255, minus the mean, divided by the standard deviation. Both are of the training set, per channel.
    case standard
    /// Divided by 255 twice: 0...1/255. A mistake seen in notebooks, offered to reproduce their results.
    case doubleUnit = "double_unit"

    /// The scaling of each plane, [P].
    /// - Parameter dataset: the training set; its scaling is also used for validation.
    public func scaling(for dataset: ImageDataset) -> [PixelScaling] {
        switch self {
        case .none: Array(repeating: PixelScaling(divisor: 1), count: dataset.planes)
        case .unit: Array(repeating: PixelScaling(), count: dataset.planes)
        case .doubleUnit: Array(repeating: PixelScaling(deviation: 255), count: dataset.planes)
        case .standard: (0..<dataset.planes).map { PixelScaling.standard(plane: $0, of: dataset) }
        }
    }
}

/// The scaling of a plane: (byte / divisor - mean) / deviation, each operation rounded to the nearest float. PyTorch's
/// `ToTensor` and `Normalize` give the same values.
public struct PixelScaling: Sendable, Equatable {
    /// Divisor of the bytes: 255 gives 0...1.
    public var divisor: Float
    /// Mean of the quotients.
    public var mean: Float
    /// Standard deviation of the quotients; not 0.
    public var deviation: Float

    /// Creates a scaling; the defaults give byte / 255.
    public init(divisor: Float = 255, mean: Float = 0, deviation: Float = 1) {
        self.divisor = divisor
        self.mean = mean
        self.deviation = deviation
    }

    /// Scaling to mean 0 and standard deviation 1 over all images. A constant plane becomes 0.
    ///
    /// Mean and deviation are computed from exact counts of the 256 values, so the order of the images does not matter.
    static func standard(plane: Int, of dataset: ImageDataset) -> PixelScaling {
        var counts = [Int](repeating: 0, count: 256)
        dataset.pixels.withUnsafeBufferPointer { pixels in
            for image in 0..<dataset.count {
                let start = image * dataset.imageSize + plane * dataset.planeSize
                for place in start..<start + dataset.planeSize { counts[Int(pixels[place])] += 1 }
            }
        }
        let total = Double(counts.reduce(0, +))
        func average(_ value: (Double) -> Double) -> Double {
            counts.indices.reduce(0) { $0 + Double(counts[$1]) * value(Double($1) / 255) } / total
        }
        let mean = average { $0 }
        let deviation = average { ($0 - mean) * ($0 - mean) }.squareRoot()
        return PixelScaling(mean: Float(mean), deviation: deviation > 0 ? Float(deviation) : 1)
    }
}
