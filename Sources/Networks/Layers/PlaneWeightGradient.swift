import CKernels
import OneDNN

/// The weight gradient of a convolution of images of one channel, if oneDNN has no generated kernel for it.
///
/// AVX2 has none for results in blocks of channels. A matrix product on copies in plain order takes five times as long as
/// these loops.
struct PlaneWeightGradient {
    private let node: ConvolutionNode
    private let shape: onecycle_plane_convolution

    /// - Parameter plan: oneDNN's way.
    /// - Returns: nil if that is generated code, or the convolution is another.
    init?(_ node: ConvolutionNode, insteadOf plan: WeightGradientPlan) throws(OneDNNError) {
        let (source, result) = (node.source, node.destination)
        guard !plan.operation.isGenerated, source.element == .float32, source.dims[1] == 1,
            try source.isLaid(out: .nchw), let layout = try ActivationLayout(result),
            layout.shape.lanes == 8 || layout.shape.lanes == 16, layout.order != .nhwc
        else { return nil }
        self.node = node
        shape = onecycle_plane_convolution(
            images: source.dims[0], height: source.dims[2], width: source.dims[3], kernel: node.window.kernel,
            stride: node.window.stride, padding: node.window.padding, blocks: layout.shape.blocks,
            rows: result.dims[2], columns: result.dims[3], lanes: layout.shape.lanes, channels: result.dims[1])
    }

    /// Adds the gradients of the weights and the biases.
    /// - Parameter gradient: of the convolution's result.
    func bind(_ source: Memory, _ gradient: Memory, with binder: inout BackwardBinder)
        throws(OneDNNError)
    {
        guard let weight = binder.parameters.slot(.weight, of: node.layer) else { return }
        let plain = try MemoryDescriptor(node.weights.dims, .oihw)
        let isStoredPlain = weight.descriptor.isSameLayout(as: plain)
        let target = isStoredPlain ? weight.gradient : try binder.allocator.memory(plain, for: node.layer)
        let scratch = binder.allocator.buffer(
            floatCount: onecycle_plane_weights_scratch(shape), for: node.layer)
        let bias = binder.parameters.slot(.bias, of: node.layer)?.gradient
        let buffers = [source, gradient, target].map(\.buffer) + [bias?.buffer, scratch].compactMap { $0 }
        binder.append(
            LoopStep("weight gradient of \(node.operation.purpose)", flops: node.flops, buffers: buffers) {
                [shape, x = source.floats, dy = gradient.floats, weights = target.floats, biases = bias?.floats] in
                onecycle_plane_weights(x, dy, shape, scratch.floats, weights, biases)
            })
        if !isStoredPlain { try binder.copyWeightGradient(target, to: weight.gradient, of: node.layer) }
    }
}
