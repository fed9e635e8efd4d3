/// How a batch's bytes become the network's input.
public enum Normalization: String, Sendable, Equatable, CaseIterable {
    /// The bytes themselves, 0...255.
    case none
    /// Divided by 255: 0...1, as fastai does.
    case unit
    /// Divided by 255, less the training set's mean, divided by its deviation, each a channel's own.
    case standard
    /// Divided by 255 twice: 0...1/255. A slip seen in notebooks, kept so that their results can be had again.
    case doubleUnit = "double_unit"

    /// How each plane of `dataset` is scaled, [P].
    /// - Parameter dataset: the training set, whose statistics count for validation too.
    public func scaling(for dataset: ImageDataset) -> [PixelScaling] {
        switch self {
        case .none: Array(repeating: PixelScaling(divisor: 1), count: dataset.planes)
        case .unit: Array(repeating: PixelScaling(), count: dataset.planes)
        case .doubleUnit: Array(repeating: PixelScaling(deviation: 255), count: dataset.planes)
        case .standard: (0..<dataset.planes).map { PixelScaling.standard(plane: $0, of: dataset) }
        }
    }
}

/// How one plane's bytes become values: (byte / divisor - mean) / deviation, each operation rounded to the nearest float,
/// as PyTorch's `ToTensor` and `Normalize` do one after the other.
public struct PixelScaling: Sendable, Equatable {
    /// What bytes are divided by first: 255 for 0...1.
    public var divisor: Float
    /// What is then taken off, in units of the quotient.
    public var mean: Float
    /// What the rest is divided by; not 0.
    public var deviation: Float

    /// With the defaults 0...1: byte / 255.
    public init(divisor: Float = 255, mean: Float = 0, deviation: Float = 1) {
        self.divisor = divisor
        self.mean = mean
        self.deviation = deviation
    }

    /// To mean 0 and deviation 1 over all images; a plane of one value everywhere becomes 0, its
    /// deviation being taken for 1.
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
