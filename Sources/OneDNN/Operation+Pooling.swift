internal import CDNNL

/// What a pooling makes of a window.
public enum Pooling: Sendable, Equatable {
    /// The largest value; padding never is.
    case maximum
    /// The mean; padding counts as zeros, as in PyTorch's default.
    case average

    var algorithm: dnnl_alg_kind_t {
        switch self {
        case .maximum: dnnl_pooling_max
        case .average: dnnl_pooling_avg_include_padding
        }
    }

    fileprivate var name: String {
        switch self {
        case .maximum: "maximum pooling"
        case .average: "average pooling"
        }
    }
}

/// Windows of a pooling over [N, C, H, W].
public struct PoolingWindow: Sendable, Equatable {
    /// Height and width of a window.
    public var kernel: (Int, Int)
    public var stride: (Int, Int)
    public var padding: Int

    /// A square window.
    public init(_ window: Window) {
        kernel = (window.kernel, window.kernel)
        stride = (window.stride, window.stride)
        padding = window.padding
    }

    /// One window over a whole image.
    public init(covering height: Int, _ width: Int) {
        kernel = (height, width)
        stride = (height, width)
        padding = 0
    }

    public static func == (a: PoolingWindow, b: PoolingWindow) -> Bool {
        a.kernel == b.kernel && a.stride == b.stride && a.padding == b.padding
    }

    fileprivate var kernels: [Int64] { [Int64(kernel.0), Int64(kernel.1)] }
    fileprivate var strides: [Int64] { [Int64(stride.0), Int64(stride.1)] }
    fileprivate var near: [Int64] { [Int64(padding), Int64(padding)] }

    /// Padding on the far sides: what the last window covers beyond the image.
    fileprivate func far(source: [Int], destination: [Int]) -> [Int64] {
        func side(_ size: Int, _ places: Int, _ kernel: Int, _ stride: Int) -> Int64 {
            Int64(max(0, (places - 1) * stride + kernel - size - padding))
        }
        return [
            side(source[2], destination[2], kernel.0, stride.0), side(source[3], destination[3], kernel.1, stride.1),
        ]
    }
}

extension Operation {
    /// Windows to values. For training, a maximum remembers its places in a workspace.
    public static func pooling(
        _ propagation: Propagation, _ pooling: Pooling, source: MemoryDescriptor, destination: MemoryDescriptor,
        window: PoolingWindow, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("\(pooling.name) of \(shapeText(source.dims))") { out, attributes in
            cdnnl_pooling_forward(
                &out, engine.handle, propagation.forwardKind, pooling.algorithm, source.handle, destination.handle,
                window.strides, window.kernels, window.near,
                window.far(source: source.dims, destination: destination.dims), attributes)
        }
    }

    /// Gradient of a pooling's source.
    public static func poolingBackward(
        _ pooling: Pooling, diffSource: MemoryDescriptor, diffDestination: MemoryDescriptor, window: PoolingWindow,
        forward: PrimitiveDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("gradient of \(forward.purpose)") { out, attributes in
            cdnnl_pooling_backward(
                &out, engine.handle, pooling.algorithm, diffSource.handle, diffDestination.handle, window.strides,
                window.kernels, window.near,
                window.far(source: diffSource.dims, destination: diffDestination.dims), forward.handle, attributes)
        }
    }
}
