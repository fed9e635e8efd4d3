internal import CDNNL

/// Linear layers: sources are [N, I], weights [O, I], destinations [N, O].
extension PrimitiveDescriptor {
    /// destination = function(source weights^T + bias)
    package static func innerProduct(
        _ propagation: Propagation, source: MemoryDescriptor, weights: MemoryDescriptor, bias: MemoryDescriptor?,
        destination: MemoryDescriptor, fusing function: ElementwiseFunction?, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor(
            "linear \(shapeText(weights.dims)) of \(shapeText(source.dims))",
            { out, attributes in
                cdnnl_inner_product_forward(
                    &out, engine.handle, propagation.forwardKind, source.handle, weights.handle, bias?.handle,
                    destination.handle, attributes)
            }, fusing: function)
    }

    /// Gradient of the source.
    package static func innerProductBackwardData(
        diffSource: MemoryDescriptor, weights: MemoryDescriptor, diffDestination: MemoryDescriptor,
        forward: PrimitiveDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("data gradient of \(forward.purpose)") { out, attributes in
            cdnnl_inner_product_backward_data(
                &out, engine.handle, diffSource.handle, weights.handle, diffDestination.handle, forward.handle,
                attributes)
        }
    }

    /// Gradients of weights and bias.
    package static func innerProductBackwardWeights(
        source: MemoryDescriptor, diffWeights: MemoryDescriptor, diffBias: MemoryDescriptor?,
        diffDestination: MemoryDescriptor, forward: PrimitiveDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("weight gradient of \(forward.purpose)") { out, attributes in
            cdnnl_inner_product_backward_weights(
                &out, engine.handle, source.handle, diffWeights.handle, diffBias?.handle, diffDestination.handle,
                forward.handle, attributes)
        }
    }
}
