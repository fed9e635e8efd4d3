import OneDNN

/// The primitive of a weight gradient, and the layouts that it reads.
struct WeightGradientPlan {
    let operation: PrimitiveDescriptor
    /// Layout in which it reads the source.
    let source: MemoryDescriptor
    /// Layout in which it reads the gradient of the result.
    let result: MemoryDescriptor
}

/// Of a convolution, they are the layouts of the forward pass, except in two cases. In these, both are copied to plain
/// order, in which the gradient is a matrix product.
extension WeightGradientPlan {
    init(_ node: ConvolutionNode, bias: MemoryDescriptor?, on engine: Engine) throws(OneDNNError) {
        let anyWeights = try MemoryDescriptor(node.weights.dims, .any)
        func operation(_ source: MemoryDescriptor, _ result: MemoryDescriptor) throws(OneDNNError)
            -> PrimitiveDescriptor
        {
            try PrimitiveDescriptor.convolutionBackwardWeights(
                source: source, diffWeights: anyWeights, diffBias: bias, diffDestination: result,
                window: node.window.geometry, forward: node.operation, on: engine)
        }
        let plainSource = try MemoryDescriptor(node.source.dims, .nchw, of: node.source.element)
        let plainResult = try MemoryDescriptor(node.destination.dims, .nchw, of: node.destination.element)
        if try Self.overrunsWorkspace(node) {
            self.init(
                operation: try operation(plainSource, plainResult), source: plainSource, result: plainResult)
            return
        }
        let direct = try operation(node.source, node.destination)
        // AVX2 has no kernel for images of one channel and blocks; the plain one is worth the copy.
        if direct.isReference, let plain = try? operation(node.source, plainResult), !plain.isReference {
            self.init(operation: plain, source: node.source, result: plainResult)
        } else {
            self.init(operation: direct, source: node.source, result: node.destination)
        }
    }

    /// Whether oneDNN would write beyond its working memory, over other tensors (oneDNN issue 6035, channels-last only).
    /// Its 1x1 kernels gather the strided pixels in whole blocks of channels, into memory sized in channels.
    private static func overrunsWorkspace(_ node: ConvolutionNode) throws(OneDNNError) -> Bool {
        let widestBlock = 16
        guard node.window.kernel == 1, node.window.stride > 1, node.source.dims[1] % widestBlock != 0 else {
            return false
        }
        return try node.source.isLaid(out: .nhwc)
    }
}
