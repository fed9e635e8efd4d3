/// The shape of one image, or of one image's activations: [C, H, W].
public struct ImageShape: Sendable, Equatable, CustomStringConvertible {
    public var channels: Int
    public var height: Int
    public var width: Int

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
