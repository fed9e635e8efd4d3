internal import CDNNL

extension Operation {
    /// destination = activation(source), alike in shape and layout.
    /// - Precondition: oneDNN has the activation.
    public static func activation(
        _ propagation: Propagation, _ activation: Activation, data: MemoryDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        guard let algorithms = activation.algorithms else {
            preconditionFailure("\(activation.type) is computed by us")
        }
        return try PrimitiveDescriptor("\(activation.type) of \(shapeText(data.dims))") { out, attributes in
            cdnnl_eltwise_forward(
                &out, engine.handle, propagation.forwardKind, algorithms.forward, data.handle, algorithms.alpha, 0,
                attributes)
        }
    }

    /// Gradient of an activation's source, from its destination or, where that does not tell it, from its source.
    /// - Precondition: oneDNN has the activation.
    public static func activationBackward(
        _ activation: Activation, data: MemoryDescriptor, forward: PrimitiveDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        guard let algorithms = activation.algorithms else {
            preconditionFailure("\(activation.type) is computed by us")
        }
        return try PrimitiveDescriptor("gradient of \(forward.purpose)") { out, attributes in
            cdnnl_eltwise_backward(
                &out, engine.handle, algorithms.backward, data.handle, data.handle, algorithms.alpha, 0,
                forward.handle, attributes)
        }
    }

    /// destination = first + second, alike in shape and layout.
    public static func add(_ data: MemoryDescriptor, on engine: Engine) throws(OneDNNError) -> PrimitiveDescriptor {
        try PrimitiveDescriptor("sum of \(shapeText(data.dims))") { out, attributes in
            cdnnl_add(&out, engine.handle, data.handle, data.handle, data.handle, attributes)
        }
    }
}
