internal import CDNNL

extension PrimitiveDescriptor {
    /// Windows to values: their maximum, or their mean with padding counted as zeros. For training, a maximum remembers its
    /// places in a workspace.
    package static func pooling(
        _ propagation: Propagation, isMaximum: Bool, source: MemoryDescriptor, destination: MemoryDescriptor,
        window: WindowGeometry, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        let name = isMaximum ? "maximum pooling" : "average pooling"
        return try PrimitiveDescriptor("\(name) of \(shapeText(source.dims))") { out, attributes in
            cdnnl_pooling_forward(
                &out, engine.handle, propagation.forwardKind, algorithm(isMaximum: isMaximum), source.handle,
                destination.handle, window.strides, window.kernels, window.near,
                window.far(source: source.dims, destination: destination.dims), attributes)
        }
    }

    /// Gradient of a pooling's source.
    package static func poolingBackward(
        isMaximum: Bool, diffSource: MemoryDescriptor, diffDestination: MemoryDescriptor, window: WindowGeometry,
        forward: PrimitiveDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("gradient of \(forward.purpose)") { out, attributes in
            cdnnl_pooling_backward(
                &out, engine.handle, algorithm(isMaximum: isMaximum), diffSource.handle, diffDestination.handle,
                window.strides, window.kernels, window.near,
                window.far(source: diffSource.dims, destination: diffDestination.dims), forward.handle, attributes)
        }
    }

    private static func algorithm(isMaximum: Bool) -> dnnl_alg_kind_t {
        isMaximum ? dnnl_pooling_max : dnnl_pooling_avg_include_padding
    }
}
