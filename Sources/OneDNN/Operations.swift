internal import CDNNL

/// Descriptors of the operations networks are made of; further ones in files of their own. Sources and destinations are [N, C, H, W], convolution weights
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

    /// The same values in another layout.
    public static func reorder(
        from source: MemoryDescriptor, to destination: MemoryDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("reorder of \(shapeText(source.dims))") { out, attributes in
            cdnnl_reorder(&out, engine.handle, source.handle, destination.handle, attributes)
        }
    }
}
