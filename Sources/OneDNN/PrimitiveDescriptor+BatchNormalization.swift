internal import CDNNL

/// Batch normalization over [N, C, H, W] with a scale and a shift per channel.
extension PrimitiveDescriptor {
    /// destination = scale (source - mean) / sqrt(variance + epsilon) + shift
    ///
    /// Training uses the batch's mean and (biased) variance, which are outputs. Inference uses given ones.
    /// - Parameter fusesReLU: whether ReLU follows; training then keeps its signs in a workspace.
    package static func batchNormalization(
        _ propagation: Propagation, data: MemoryDescriptor, epsilon: Float, fusesReLU: Bool, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        var flags = normalizationFlags(fusesReLU: fusesReLU)
        if propagation == .inference { flags |= dnnl_use_global_stats.rawValue }
        return try PrimitiveDescriptor("batch_norm of \(shapeText(data.dims))") { out, attributes in
            cdnnl_batch_normalization_forward(
                &out, engine.handle, propagation.forwardKind, data.handle, epsilon, flags, attributes)
        }
    }

    /// Gradients of the source, the scale and the shift.
    package static func batchNormalizationBackward(
        data: MemoryDescriptor, epsilon: Float, fusesReLU: Bool, forward: PrimitiveDescriptor, on engine: Engine
    ) throws(OneDNNError) -> PrimitiveDescriptor {
        let flags = normalizationFlags(fusesReLU: fusesReLU)
        return try PrimitiveDescriptor("gradient of \(forward.purpose)") { out, attributes in
            cdnnl_batch_normalization_backward(
                &out, engine.handle, data.handle, epsilon, flags, forward.handle, attributes)
        }
    }

    /// Whether that gradient takes the shift; oneDNN refuses an argument that it does not take.
    package static var batchNormalizationBackwardTakesShift: Bool {
        cdnnl_batch_normalization_backward_takes_shift() != 0
    }

    private static func normalizationFlags(fusesReLU: Bool) -> UInt32 {
        dnnl_use_scale.rawValue | dnnl_use_shift.rawValue | (fusesReLU ? dnnl_fuse_norm_relu.rawValue : 0)
    }
}
