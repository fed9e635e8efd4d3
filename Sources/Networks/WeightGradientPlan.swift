import OneDNN

/// How a convolution's weight gradient is computed: from which layouts, by which operation.
///
/// The layouts are those of the forward pass but in two cases, where both are copied to plain order, in which the gradient
/// is a matrix product.
struct WeightGradientPlan {
    let operation: PrimitiveDescriptor
    /// Layout of the source that the operation reads.
    let source: MemoryDescriptor
    /// Layout of the result's gradient that it reads.
    let result: MemoryDescriptor

    init(
        _ node: ForwardPlan.Node, _ forward: PrimitiveDescriptor, weights: MemoryDescriptor, bias: MemoryDescriptor?,
        window: Window, on engine: Engine
    ) throws(OneDNNError) {
        let anyWeights = try MemoryDescriptor(weights.dims, .any)
        func operation(_ source: MemoryDescriptor, _ result: MemoryDescriptor) throws(OneDNNError)
            -> PrimitiveDescriptor
        {
            try Operation.convolutionBackwardWeights(
                source: source, diffWeights: anyWeights, diffBias: bias, diffDestination: result, window: window,
                forward: forward, on: engine)
        }
        let plainSource = try MemoryDescriptor(node.source.dims, .nchw)
        let plainResult = try MemoryDescriptor(node.destination.dims, .nchw)
        if try Self.overrunsWorkspace(node, window) {
            (source, result) = (plainSource, plainResult)
            self.operation = try operation(source, result)
            return
        }
        let direct = try operation(node.source, node.destination)
        // AVX2 has no kernel for images of one channel and blocks; the plain one is worth the copy.
        if direct.isReference, let plain = try? operation(node.source, plainResult), !plain.isReference {
            (self.operation, source, result) = (plain, node.source, plainResult)
        } else {
            (self.operation, source, result) = (direct, node.source, node.destination)
        }
    }

    /// Whether oneDNN would write beyond its working memory, and so over other tensors: its 1x1 kernels gather the strided
    /// pixels first, in whole blocks of channels, into memory counted in channels (oneDNN issue 6035, channels-last only).
    private static func overrunsWorkspace(_ node: ForwardPlan.Node, _ window: Window) throws(OneDNNError) -> Bool {
        let widestBlock = 16
        guard window.kernel == 1, window.stride > 1, node.source.dims[1] % widestBlock != 0 else { return false }
        return try node.source.isLaid(out: .nhwc)
    }
}
