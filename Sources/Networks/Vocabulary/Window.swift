import OneDNN

/// A square window that moves over an image; in pixels, the same down and across.
public struct Window: Sendable, Equatable {
    /// Height and width of the window.
    public var kernel: Int
    /// Distance from one window to the next.
    public var stride: Int
    /// Pixels around the image.
    public var padding: Int

    /// Windows of `kernel` x `kernel` pixels.
    public init(kernel: Int, stride: Int = 1, padding: Int = 0) {
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
    }

    /// Number of windows over `size` pixels: floor((size + 2 padding - kernel) / stride) + 1.
    public func outputSize(of size: Int) -> Int { (size + 2 * padding - kernel) / stride + 1 }

    /// The same windows for oneDNN.
    var geometry: WindowGeometry {
        WindowGeometry(kernel: (kernel, kernel), stride: (stride, stride), padding: padding)
    }
}

/// The value that a pooling takes from a window.
public enum Pooling: Sendable, Equatable {
    /// The largest value; padding never is.
    case maximum
    /// The mean; padding counts as zeros, as in PyTorch's default.
    case average
}
