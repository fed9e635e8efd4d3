import OneDNN

/// Plans single operations of a forward pass.
struct ForwardNodeBuilder {
    let propagation: Propagation
    let engine: Engine
    /// Whether activations lie [N, H, W, C] rather than in blocks of channels.
    let channelsLast: Bool

    /// A convolution and what is computed with it.
    struct Convolution {
        let layer: Int
        let window: Window
        let bias: Bool
        let fused: Activation?
        /// The layout of its weights, where it is fixed already.
        let weights: MemoryDescriptor?
    }

    /// A convolution of the images themselves, in one of the plain layouts that a batch is gathered into.
    func firstConvolution(_ convolution: Convolution, imageDims: [Int], to dims: [Int]) throws(OneDNNError)
        -> ForwardPlan.Node
    {
        if channelsLast {
            let node = try self.convolution(convolution, of: try MemoryDescriptor(imageDims, .nhwc), to: dims)
            if node.operation.isGenerated { return node }
        }
        let plain = try self.convolution(convolution, of: try MemoryDescriptor(imageDims, .nchw), to: dims)
        if plain.operation.isGenerated { return plain }
        let free = try self.convolution(convolution, of: try MemoryDescriptor(imageDims, .any), to: dims)
        let isNHWC = try free.source.isLaid(out: .nhwc)
        return free.operation.isGenerated && isNHWC ? free : plain
    }

    /// A convolution in the layout its source has.
    ///
    /// Its result is asked for in blocks of channels as wide as a register. Left to itself, oneDNN chooses by batch size
    /// between these and channels-last, which is slower here, and whose weights another batch size cannot use.
    func convolution(_ convolution: Convolution, of source: MemoryDescriptor, to dims: [Int]) throws(OneDNNError)
        -> ForwardPlan.Node
    {
        let blocks: MemoryDescriptor.Layout = OneDNNLibrary.hasWideRegisters ? .nchw16c : .nchw8c
        let blocked = try MemoryDescriptor(dims, channelsLast ? .nhwc : blocks)
        if let node = try? self.convolution(convolution, of: source, to: blocked), node.operation.isGenerated {
            return node
        }
        return try self.convolution(convolution, of: source, to: try MemoryDescriptor(dims, .any))
    }

    private func convolution(_ convolution: Convolution, of source: MemoryDescriptor, to destination: MemoryDescriptor)
        throws(OneDNNError) -> ForwardPlan.Node
    {
        let outputs = destination.dims[1]
        let weightDims = [outputs, source.dims[1], convolution.window.kernel, convolution.window.kernel]
        let weights: MemoryDescriptor
        if let fixed = convolution.weights { weights = fixed } else { weights = try MemoryDescriptor(weightDims, .any) }
        let operation = try Operation.convolution(
            propagation, source: source, weights: weights,
            bias: convolution.bias ? try MemoryDescriptor([outputs], .vector) : nil, destination: destination,
            window: convolution.window, fusing: convolution.fused, on: engine)
        return ForwardPlan.Node(
            kind: .convolution(
                weights: try operation.layout(of: .weights, dims: weightDims), window: convolution.window,
                bias: convolution.bias, fused: convolution.fused),
            layer: convolution.layer, operation: operation,
            source: try operation.layout(of: .source, dims: source.dims),
            destination: try operation.layout(of: .destination, dims: destination.dims))
    }

    /// An activation on its own.
    func activation(_ activation: Activation, layer: Int, of source: MemoryDescriptor) throws(OneDNNError)
        -> ForwardPlan.Node
    {
        let operation = try Operation.activation(propagation, activation, data: source, on: engine)
        return ForwardPlan.Node(
            kind: .activation(activation), layer: layer, operation: operation, source: source, destination: source)
    }

    /// The mean of each channel.
    func globalAveragePool(layer: Int, of source: MemoryDescriptor, to dims: [Int]) throws(OneDNNError)
        -> ForwardPlan.Node
    {
        let kernel = (source.dims[2], source.dims[3])
        let operation = try Operation.averagePooling(
            propagation, source: source, destination: try MemoryDescriptor(dims, .any), kernel: kernel, on: engine)
        return ForwardPlan.Node(
            kind: .globalAveragePool(kernel: kernel), layer: layer, operation: operation, source: source,
            destination: try operation.layout(of: .destination, dims: dims))
    }
}
