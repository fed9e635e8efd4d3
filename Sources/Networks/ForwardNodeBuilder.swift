import OneDNN

/// Plans single operations of a forward pass.
struct ForwardNodeBuilder {
    let propagation: Propagation
    let engine: Engine

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
        let free = try self.convolution(convolution, of: try MemoryDescriptor(imageDims, .any), to: dims)
        let isNCHW = try free.source.isLaid(out: .nchw)
        let isNHWC = try free.source.isLaid(out: .nhwc)
        if isNCHW || isNHWC { return free }
        return try self.convolution(convolution, of: try MemoryDescriptor(imageDims, .nchw), to: dims)
    }

    /// A convolution in the layout its source has.
    func convolution(_ convolution: Convolution, of source: MemoryDescriptor, to dims: [Int]) throws(OneDNNError)
        -> ForwardPlan.Node
    {
        let weightDims = [dims[1], source.dims[1], convolution.window.kernel, convolution.window.kernel]
        let weights: MemoryDescriptor
        if let fixed = convolution.weights { weights = fixed } else { weights = try MemoryDescriptor(weightDims, .any) }
        let operation = try Operation.convolution(
            propagation, source: source, weights: weights,
            bias: convolution.bias ? try MemoryDescriptor([dims[1]], .vector) : nil,
            destination: try MemoryDescriptor(dims, .any), window: convolution.window, fusing: convolution.fused,
            on: engine)
        return ForwardPlan.Node(
            kind: .convolution(
                weights: try operation.layout(of: .weights, dims: weightDims), window: convolution.window,
                bias: convolution.bias, fused: convolution.fused),
            layer: convolution.layer, operation: operation,
            source: try operation.layout(of: .source, dims: source.dims),
            destination: try operation.layout(of: .destination, dims: dims))
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
