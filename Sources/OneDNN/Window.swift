/// How a window moves over an image, in pixels, alike for height and width.
public struct Window: Sendable, Equatable {
    public var kernel: Int
    public var stride: Int
    public var padding: Int

    public init(kernel: Int, stride: Int, padding: Int) {
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
    }

    /// Places of the window over `size` pixels: floor((size + 2 padding - kernel) / stride) + 1.
    public func outputSize(of size: Int) -> Int { (size + 2 * padding - kernel) / stride + 1 }

    /// Padding on the far side, so that oneDNN's exact arithmetic gives `outputSize`: what the last window still covers.
    func farPadding(of size: Int) -> Int {
        max(0, (outputSize(of: size) - 1) * stride + kernel - size - padding)
    }

    var strides: [Int64] { [Int64(stride), Int64(stride)] }
    var kernels: [Int64] { [Int64(kernel), Int64(kernel)] }
    var near: [Int64] { [Int64(padding), Int64(padding)] }
    func far(of source: [Int]) -> [Int64] { source.suffix(2).map { Int64(farPadding(of: $0)) } }
}
