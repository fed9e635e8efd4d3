import OneDNN

/// Plans single operations of a forward pass.
struct ForwardNodeBuilder {
    let propagation: Propagation
    let engine: Engine
    /// Whether activations lie [N, H, W, C] rather than in blocks of channels.
    let channelsLast: Bool
    static let normalizationEpsilon: Float = 1e-5

    /// A convolution and what is computed with it.
    struct Convolution {
        let layer: String
        let out: Int
        let window: Window
        let bias: Bool
        let fused: Activation?
        /// The layout of its weights, where it is fixed already.
        let weights: MemoryDescriptor?

        func dims(of source: [Int]) -> [Int] {
            [source[0], out, window.outputSize(of: source[2]), window.outputSize(of: source[3])]
        }
    }

    /// A convolution of the images themselves, in one of the plain layouts that a batch is gathered into.
    func firstConvolution(_ convolution: Convolution, of images: MemoryDescriptor) throws(OneDNNError)
        -> ForwardPlan.Node
    {
        if channelsLast {
            let node = try self.convolution(convolution, of: try MemoryDescriptor(images.dims, .nhwc))
            if node.operation?.isGenerated == true { return node }
        }
        let plain = try self.convolution(convolution, of: images)
        if plain.operation?.isGenerated == true { return plain }
        let free = try self.convolution(convolution, of: try MemoryDescriptor(images.dims, .any))
        let isNHWC = try free.source.isLaid(out: .nhwc)
        return free.operation?.isGenerated == true && isNHWC ? free : plain
    }

    /// A convolution in the layout its source has.
    ///
    /// Its result is asked for in blocks of channels as wide as a register. Left to itself, oneDNN chooses by batch size
    /// between these and channels-last, which is slower here, and whose weights another batch size cannot use.
    func convolution(_ convolution: Convolution, of source: MemoryDescriptor) throws(OneDNNError) -> ForwardPlan.Node {
        let dims = convolution.dims(of: source.dims)
        let blocks: MemoryDescriptor.Layout = OneDNNLibrary.hasWideRegisters ? .nchw16c : .nchw8c
        let wanted = try MemoryDescriptor(dims, channelsLast ? .nhwc : blocks)
        if let node = try? self.convolution(convolution, of: source, to: wanted), node.operation?.isGenerated == true {
            return node
        }
        return try self.convolution(convolution, of: source, to: try MemoryDescriptor(dims, .any))
    }

    private func convolution(_ convolution: Convolution, of source: MemoryDescriptor, to destination: MemoryDescriptor)
        throws(OneDNNError) -> ForwardPlan.Node
    {
        let weightDims = [convolution.out, source.dims[1], convolution.window.kernel, convolution.window.kernel]
        let weights: MemoryDescriptor
        if let fixed = convolution.weights { weights = fixed } else { weights = try MemoryDescriptor(weightDims, .any) }
        let operation = try Operation.convolution(
            propagation, source: source, weights: weights,
            bias: convolution.bias ? try MemoryDescriptor([convolution.out], .vector) : nil, destination: destination,
            window: convolution.window, fusing: convolution.fused, on: engine)
        return ForwardPlan.Node(
            kind: .convolution(
                weights: try operation.layout(of: .weights, dims: weightDims), window: convolution.window,
                bias: convolution.bias, fused: convolution.fused),
            layer: convolution.layer, operation: operation,
            source: try operation.layout(of: .source, dims: source.dims),
            destination: try operation.layout(of: .destination, dims: destination.dims),
            flops: 2 * Double(destination.dims.reduce(1, *)) * Double(weightDims.dropFirst().reduce(1, *)))
    }

    /// A linear layer. Its weights keep PyTorch's plain order, which serves the forward pass and both gradients alike.
    func linear(layer: String, out: Int, bias: Bool, fused: Activation?, of source: MemoryDescriptor)
        throws(OneDNNError) -> ForwardPlan.Node
    {
        let (rows, inputs) = (source.dims[0], source.dims[1])
        let operation = try Operation.innerProduct(
            propagation, source: source, weights: try MemoryDescriptor([out, inputs], .nc),
            bias: bias ? try MemoryDescriptor([out], .vector) : nil,
            destination: try MemoryDescriptor([rows, out], .nc), fusing: fused, on: engine)
        return ForwardPlan.Node(
            kind: .linear(bias: bias, fused: fused), layer: layer, operation: operation, source: source,
            destination: try operation.layout(of: .destination, dims: [rows, out]),
            flops: 2 * Double(rows) * Double(out) * Double(inputs))
    }

    /// A batch normalization, with the ReLU behind it where there is one.
    func batchNorm(layer: String, fusesReLU: Bool, of source: MemoryDescriptor) throws(OneDNNError) -> ForwardPlan.Node
    {
        let operation = try Operation.batchNormalization(
            propagation, data: source, epsilon: Self.normalizationEpsilon, fusesReLU: fusesReLU, on: engine)
        return ForwardPlan.Node(
            kind: .batchNorm(fusesReLU: fusesReLU), layer: layer, operation: operation, source: source,
            destination: source)
    }

    /// An activation on its own.
    func activation(_ activation: Activation, layer: String, of source: MemoryDescriptor) throws(OneDNNError)
        -> ForwardPlan.Node
    {
        let operation: PrimitiveDescriptor? =
            activation.isInOneDNN
            ? try Operation.activation(propagation, activation, data: source, on: engine) : nil
        return ForwardPlan.Node(
            kind: .activation(activation), layer: layer, operation: operation, source: source, destination: source)
    }

    /// Windows of an image to values.
    func pool(_ pooling: Pooling, _ window: Window, layer: String, of source: MemoryDescriptor) throws(OneDNNError)
        -> ForwardPlan.Node
    {
        let dims = source.dims
        return try pool(
            pooling, PoolingWindow(window), layer: layer, of: source,
            to: [dims[0], dims[1], window.outputSize(of: dims[2]), window.outputSize(of: dims[3])])
    }

    /// The mean of each channel.
    func globalAveragePool(layer: String, of source: MemoryDescriptor) throws(OneDNNError) -> ForwardPlan.Node {
        let dims = source.dims
        return try pool(
            .average, PoolingWindow(covering: dims[2], dims[3]), layer: layer, of: source, to: [dims[0], dims[1], 1, 1])
    }

    private func pool(
        _ pooling: Pooling, _ window: PoolingWindow, layer: String, of source: MemoryDescriptor, to dims: [Int]
    ) throws(OneDNNError) -> ForwardPlan.Node {
        let operation = try Operation.pooling(
            propagation, pooling, source: source, destination: try MemoryDescriptor(dims, .any), window: window,
            on: engine)
        return ForwardPlan.Node(
            kind: .pool(pooling, window), layer: layer, operation: operation, source: source,
            destination: try operation.layout(of: .destination, dims: dims))
    }

    /// [N, C, H, W] to [N, C H W]: a copy where the values lie otherwise, else nothing but another name.
    /// - Parameter rowsMayBePadded: whether rows of one pixel a channel may stay as they are, padding and all.
    func flatten(layer: String, of source: MemoryDescriptor, rowsMayBePadded: Bool) throws(OneDNNError)
        -> [ForwardPlan.Node]
    {
        guard source.dims.count == 4 else { return [] }
        let flat = [source.dims[0], source.dims[1...].reduce(1, *)]
        let hasOnePixel = source.dims[2] * source.dims[3] == 1
        if hasOnePixel && rowsMayBePadded { return [] }
        var nodes: [ForwardPlan.Node] = []
        let isPlain = try source.isLaid(out: .nchw) || (hasOnePixel && source.isDense)
        if !isPlain { nodes += try copy(layer: layer, of: source, to: try MemoryDescriptor(source.dims, .nchw)) }
        nodes.append(
            ForwardPlan.Node(
                kind: .view, layer: layer, operation: nil, source: nodes.last?.destination ?? source,
                destination: try MemoryDescriptor(flat, .nc)))
        return nodes
    }

    /// The same values in another layout.
    func copy(layer: String, of source: MemoryDescriptor, to destination: MemoryDescriptor) throws(OneDNNError)
        -> [ForwardPlan.Node]
    {
        [
            ForwardPlan.Node(
                kind: .reorder, layer: layer,
                operation: try Operation.reorder(from: source, to: destination, on: engine),
                source: source, destination: destination)
        ]
    }

    /// Dropout over values in plain order, there and back where they lie otherwise: what is dropped depends on a value's
    /// place in its sample, not on the layout that this CPU likes best.
    func dropout(_ p: Double, isAlpha: Bool, index: Int, layer: String, of source: MemoryDescriptor) throws(OneDNNError)
        -> [ForwardPlan.Node]
    {
        var data = source
        if source.dims.count == 4, try !source.isLaid(out: .nchw) {
            data = try MemoryDescriptor(source.dims, .nchw)
        }
        let dropout = ForwardPlan.Node(
            kind: .dropout(p: p, isAlpha: isAlpha, index: index), layer: layer, operation: nil, source: data,
            destination: data)
        if data === source { return [dropout] }
        return try copy(layer: layer, of: source, to: data) + [dropout] + copy(layer: layer, of: data, to: source)
    }
}
