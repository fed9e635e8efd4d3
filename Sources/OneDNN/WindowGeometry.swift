/// The windows of a convolution or a pooling over [N, C, H, W], in pixels.
package struct WindowGeometry: Sendable {
    /// Height and width of a window.
    package let kernel: (Int, Int)
    /// Distance between windows, down and across.
    package let stride: (Int, Int)
    /// Padding above and to the left.
    package let padding: Int

    /// Windows of one kernel.
    package init(kernel: (Int, Int), stride: (Int, Int), padding: Int) {
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
    }

    var kernels: [Int64] { [Int64(kernel.0), Int64(kernel.1)] }
    var strides: [Int64] { [Int64(stride.0), Int64(stride.1)] }
    var near: [Int64] { [Int64(padding), Int64(padding)] }

    /// Padding below and to the right, so that oneDNN's exact arithmetic gives `destination`: what the last window covers
    /// beyond the image.
    func far(source: [Int], destination: [Int]) -> [Int64] {
        func side(_ size: Int, _ places: Int, _ kernel: Int, _ stride: Int) -> Int64 {
            Int64(max(0, (places - 1) * stride + kernel - size - padding))
        }
        return [
            side(source[2], destination[2], kernel.0, stride.0), side(source[3], destination[3], kernel.1, stride.1),
        ]
    }
}
