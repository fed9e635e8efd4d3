/// The shape of one sample between two layers.
public enum FeatureShape: Sendable, Equatable, CustomStringConvertible {
    /// [C, H, W]
    case image(ImageShape)
    /// [F], after `flatten` or a linear layer
    case flat(Int)

    /// "16x14x14" or "256"
    public var description: String {
        switch self {
        case .image(let shape): shape.description
        case .flat(let count): "\(count)"
        }
    }

    /// Number of values.
    public var count: Int {
        switch self {
        case .image(let shape): shape.count
        case .flat(let count): count
        }
    }

    /// Number of values as a product of doubles, which does not overflow.
    var approximateCount: Double {
        switch self {
        case .image(let shape): Double(shape.channels) * Double(shape.height) * Double(shape.width)
        case .flat(let count): Double(count)
        }
    }

    /// Channels of an image, or values of a flat sample.
    var channels: Int {
        switch self {
        case .image(let shape): shape.channels
        case .flat(let count): count
        }
    }

    /// [N, C, H, W] or [N, F]
    func batch(of size: Int) -> [Int] {
        switch self {
        case .image(let shape): shape.batch(of: size)
        case .flat(let count): [size, count]
        }
    }
}
