/// The shape of one image, or of one image's activations: [C, H, W].
public struct ImageShape: Sendable, Equatable, CustomStringConvertible {
    /// C
    public var channels: Int
    /// H, in pixels.
    public var height: Int
    /// W, in pixels.
    public var width: Int

    /// An image of `height` x `width` pixels.
    public init(channels: Int, height: Int, width: Int) {
        self.channels = channels
        self.height = height
        self.width = width
    }

    /// "16x14x14"
    public var description: String { "\(channels)x\(height)x\(width)" }

    /// Number of values.
    public var count: Int { channels * height * width }

    /// [N, C, H, W]
    func batch(of size: Int) -> [Int] { [size, channels, height, width] }
}
