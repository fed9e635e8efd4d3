internal import CDNNL

// Sources and destinations are [N, C, H, W], weights [O, I, H, W]. All throw `OneDNNError` if the shapes do not meet or
// oneDNN has no implementation for them on this CPU.
extension PrimitiveDescriptor {
    /// destination = function(source * weights + bias)
    package static func convolution(
        _ propagation: Propagation, source: MemoryDescriptor, weights: MemoryDescriptor, bias: MemoryDescriptor?,
        destination: MemoryDescriptor, window: WindowGeometry, fusing function: ElementwiseFunction?, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor(
            "convolution \(shapeText(weights.dims)) of \(shapeText(source.dims))",
            { out, attributes in
                cdnnl_convolution_forward(
                    &out, engine.handle, propagation.forwardKind, source.handle, weights.handle, bias?.handle,
                    destination.handle, window.strides, window.near,
                    window.far(source: source.dims, destination: destination.dims), attributes)
            }, fusing: function)
    }

    /// Gradient of a convolution's source.
    package static func convolutionBackwardData(
        diffSource: MemoryDescriptor, weights: MemoryDescriptor, diffDestination: MemoryDescriptor,
        window: WindowGeometry, forward: PrimitiveDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("data gradient of \(forward.purpose)") { out, attributes in
            cdnnl_convolution_backward_data(
                &out, engine.handle, diffSource.handle, weights.handle, diffDestination.handle, window.strides,
                window.near, window.far(source: diffSource.dims, destination: diffDestination.dims), forward.handle,
                attributes)
        }
    }

    /// Gradients of a convolution's weights and bias.
    package static func convolutionBackwardWeights(
        source: MemoryDescriptor, diffWeights: MemoryDescriptor, diffBias: MemoryDescriptor?,
        diffDestination: MemoryDescriptor, window: WindowGeometry, forward: PrimitiveDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("weight gradient of \(forward.purpose)") { out, attributes in
            cdnnl_convolution_backward_weights(
                &out, engine.handle, source.handle, diffWeights.handle, diffBias?.handle, diffDestination.handle,
                window.strides, window.near, window.far(source: source.dims, destination: diffDestination.dims),
                forward.handle, attributes)
        }
    }

    /// The same values in another layout.
    package static func reorder(
        from source: MemoryDescriptor, to destination: MemoryDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("reorder of \(shapeText(source.dims))") { out, attributes in
            cdnnl_reorder(&out, engine.handle, source.handle, destination.handle, attributes)
        }
    }
}
