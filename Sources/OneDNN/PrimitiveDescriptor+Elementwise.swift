internal import CDNNL

extension PrimitiveDescriptor {
    /// destination = function(source), with the same shape and layout.
    /// - Parameter name: of the function, for messages.
    package static func elementwise(
        _ propagation: Propagation, _ function: ElementwiseFunction, name: String, data: MemoryDescriptor,
        on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("\(name) of \(shapeText(data.dims))") { out, attributes in
            cdnnl_eltwise_forward(
                &out, engine.handle, propagation.forwardKind, function.forward, data.handle, function.alpha, 0,
                attributes)
        }
    }

    /// Gradient of a function's source, from its destination, or from its source for GELU and swish.
    package static func elementwiseBackward(
        _ function: ElementwiseFunction, data: MemoryDescriptor, forward: PrimitiveDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("gradient of \(forward.purpose)") { out, attributes in
            cdnnl_eltwise_backward(
                &out, engine.handle, function.backward, data.handle, data.handle, function.alpha, 0, forward.handle,
                attributes)
        }
    }

    /// destination = first + second, all with the same shape and layout.
    package static func add(_ data: MemoryDescriptor, on engine: Engine) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("sum of \(shapeText(data.dims))") { out, attributes in
            cdnnl_add(&out, engine.handle, data.handle, data.handle, data.handle, attributes)
        }
    }
}
