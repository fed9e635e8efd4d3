internal import CDNNL

/// An element-wise function that oneDNN computes, alone or together with the operation before it.
public enum Activation: Sendable, Equatable {
    case relu

    var forwardAlgorithm: dnnl_alg_kind_t { dnnl_eltwise_relu }
    /// The derivative in terms of the result, so that the input need not be kept.
    var backwardAlgorithm: dnnl_alg_kind_t { dnnl_eltwise_relu_use_dst_for_bwd }
    var alpha: Float { 0 }
    var beta: Float { 0 }
}

/// Whether results are kept for a backward pass.
public enum Propagation: Sendable {
    case training, inference

    var forwardKind: dnnl_prop_kind_t {
        switch self {
        case .training: dnnl_forward_training
        case .inference: dnnl_forward_inference
        }
    }
}

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
    fileprivate func farPadding(of size: Int) -> Int {
        max(0, (outputSize(of: size) - 1) * stride + kernel - size - padding)
    }

    fileprivate var strides: [Int64] { [Int64(stride), Int64(stride)] }
    fileprivate var kernels: [Int64] { [Int64(kernel), Int64(kernel)] }
    fileprivate var near: [Int64] { [Int64(padding), Int64(padding)] }
    fileprivate func far(of source: [Int]) -> [Int64] { source.suffix(2).map { Int64(farPadding(of: $0)) } }
}

/// Descriptors of the operations networks are made of. Sources and destinations are [N, C, H, W], convolution weights
/// [O, I, H, W]. All throw `OneDNNError` where the shapes do not meet or nothing on this CPU computes them.
public enum Operation {
    /// destination = activation(source * weights + bias)
    public static func convolution(
        _ propagation: Propagation, source: MemoryDescriptor, weights: MemoryDescriptor, bias: MemoryDescriptor?,
        destination: MemoryDescriptor, window: Window, fusing activation: Activation?, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor(
            "convolution \(shapeText(weights.dims)) of \(shapeText(source.dims))",
            { out, attributes in
                cdnnl_convolution_forward(
                    &out, engine.handle, propagation.forwardKind, source.handle, weights.handle, bias?.handle,
                    destination.handle, window.strides, window.near, window.far(of: source.dims), attributes)
            }, fusing: activation)
    }

    /// Gradient of a convolution's source.
    public static func convolutionBackwardData(
        diffSource: MemoryDescriptor, weights: MemoryDescriptor, diffDestination: MemoryDescriptor, window: Window,
        forward: PrimitiveDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("data gradient of \(forward.purpose)") { out, attributes in
            cdnnl_convolution_backward_data(
                &out, engine.handle, diffSource.handle, weights.handle, diffDestination.handle, window.strides,
                window.near, window.far(of: diffSource.dims), forward.handle, attributes)
        }
    }

    /// Gradients of a convolution's weights and bias.
    public static func convolutionBackwardWeights(
        source: MemoryDescriptor, diffWeights: MemoryDescriptor, diffBias: MemoryDescriptor?,
        diffDestination: MemoryDescriptor, window: Window, forward: PrimitiveDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("weight gradient of \(forward.purpose)") { out, attributes in
            cdnnl_convolution_backward_weights(
                &out, engine.handle, source.handle, diffWeights.handle, diffBias?.handle, diffDestination.handle,
                window.strides, window.near, window.far(of: source.dims), forward.handle, attributes)
        }
    }

    /// destination = activation(source), alike in shape and layout.
    public static func activation(
        _ propagation: Propagation, _ activation: Activation, data: MemoryDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("\(activation) of \(shapeText(data.dims))") { out, attributes in
            cdnnl_eltwise_forward(
                &out, engine.handle, propagation.forwardKind, activation.forwardAlgorithm, data.handle,
                activation.alpha, activation.beta, attributes)
        }
    }

    /// Gradient of an activation's source, from its destination.
    public static func activationBackward(
        _ activation: Activation, data: MemoryDescriptor, forward: PrimitiveDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("gradient of \(forward.purpose)") { out, attributes in
            cdnnl_eltwise_backward(
                &out, engine.handle, activation.backwardAlgorithm, data.handle, data.handle, activation.alpha,
                activation.beta, forward.handle, attributes)
        }
    }

    /// Means over windows; padding does not count.
    public static func averagePooling(
        _ propagation: Propagation, source: MemoryDescriptor, destination: MemoryDescriptor, kernel: (Int, Int),
        on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        let kernels = [Int64(kernel.0), Int64(kernel.1)]
        return try PrimitiveDescriptor("average pooling of \(shapeText(source.dims))") { out, attributes in
            cdnnl_pooling_forward(
                &out, engine.handle, propagation.forwardKind, dnnl_pooling_avg_exclude_padding, source.handle,
                destination.handle, kernels, kernels, [0, 0], [0, 0], attributes)
        }
    }

    /// Gradient of an average pooling's source.
    public static func averagePoolingBackward(
        diffSource: MemoryDescriptor, diffDestination: MemoryDescriptor, kernel: (Int, Int),
        forward: PrimitiveDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        let kernels = [Int64(kernel.0), Int64(kernel.1)]
        return try PrimitiveDescriptor("gradient of \(forward.purpose)") { out, attributes in
            cdnnl_pooling_backward(
                &out, engine.handle, dnnl_pooling_avg_exclude_padding, diffSource.handle, diffDestination.handle,
                kernels, kernels, [0, 0], [0, 0], forward.handle, attributes)
        }
    }

    /// The same values in another layout.
    public static func reorder(
        from source: MemoryDescriptor, to destination: MemoryDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("reorder of \(shapeText(source.dims))") { out, attributes in
            cdnnl_reorder(&out, engine.handle, source.handle, destination.handle, attributes)
        }
    }
}
