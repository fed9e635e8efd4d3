import OneDNN

/// y[o, h, w] = sum over i, k, l of weights[o, i, k, l] x[i, stride h + k - padding, stride w + l - padding] + bias[o]
struct Convolution: LayerRule {
    let out: Int
    let window: Window
    let bias: Bool

    var type: String { "conv" }

    func output(of input: FeatureShape, path: String) throws(NetworkError) -> FeatureShape {
        guard out > 0 else { throw refusal(of: input, path: path, "it has no output channels") }
        return try windowed(window, of: input, channels: out, path: path)
    }

    func parameters(of input: FeatureShape) -> [ParameterShape] {
        weightAndBias([out, input.channels, window.kernel, window.kernel], bias: bias)
    }

    func plan(_ place: PlanningPlace, with planner: inout SequencePlanner) throws(OneDNNError) -> PlannedLayer {
        let planning = ConvolutionPlanning(convolution: self, place: place, planner: planner)
        if let own = try WinogradConvolution(
            self, place, stored: planner.weights[place.path], instead: planning.alone)
        {
            return PlannedLayer(nodes: [own])
        }
        let node = place.isFirst ? try planning.first() : try planning.inLayout(of: place.source)
        return PlannedLayer(nodes: [node], includesFollowing: place.fused != nil)
    }
}

extension LayerRule {
    /// The tensors of a layer whose outputs are sums over weights [O, ...].
    func weightAndBias(_ dims: [Int], bias: Bool) -> [ParameterShape] {
        let fanIn = dims.dropFirst().reduce(1, *)
        let weight = ParameterShape(suffix: "weight", dims: dims, fanIn: fanIn, role: .weight)
        return bias ? [weight, ParameterShape(suffix: "bias", dims: [dims[0]], fanIn: fanIn, role: .bias)] : [weight]
    }
}

/// Chooses the layouts of a convolution.
private struct ConvolutionPlanning {
    let convolution: Convolution
    var place: PlanningPlace
    var planner: SequencePlanner

    /// A convolution of the images themselves, in one of the plain layouts that a batch is gathered into.
    func first() throws(OneDNNError) -> ConvolutionNode {
        let images = place.source
        if planner.channelsLast {
            let node = try inLayout(of: try MemoryDescriptor(images.dims, .nhwc, of: planner.element))
            if node.operation.isGenerated { return node }
        }
        let plain = try inLayout(of: images)
        if plain.operation.isGenerated { return plain }
        let free = try inLayout(of: try MemoryDescriptor(images.dims, .any, of: planner.element))
        let isNHWC = try free.source.isLaid(out: .nhwc)
        return free.operation.isGenerated && isNHWC ? free : plain
    }

    /// The convolution as oneDNN would compute it, if it were free to choose the layout of the weights.
    func alone() throws(OneDNNError) -> ConvolutionNode {
        var free = self
        free.planner.weights = [:]
        free.place.following = nil
        return try free.inLayout(of: place.source)
    }

    /// A convolution in the layout of `source`.
    ///
    /// The result is requested in blocks of as many channels as a register holds. By itself, oneDNN chooses by batch size
    /// between blocks and channels-last. The latter is slower here, and another batch size cannot use its weights.
    func inLayout(of source: MemoryDescriptor) throws(OneDNNError) -> ConvolutionNode {
        let window = convolution.window
        let dims = [
            source.dims[0], convolution.out, window.outputSize(of: source.dims[2]),
            window.outputSize(of: source.dims[3]),
        ]
        let blocks: MemoryDescriptor.Layout = OneDNNLibrary.hasWideRegisters ? .nchw16c : .nchw8c
        let wanted = try MemoryDescriptor(dims, planner.channelsLast ? .nhwc : blocks, of: planner.element)
        if let node = try? self.node(of: source, to: wanted), node.operation.isGenerated { return node }
        return try node(of: source, to: try MemoryDescriptor(dims, .any, of: planner.element))
    }

    private func node(of source: MemoryDescriptor, to destination: MemoryDescriptor) throws(OneDNNError)
        -> ConvolutionNode
    {
        let window = convolution.window
        let weightDims = [convolution.out, source.dims[1], window.kernel, window.kernel]
        let storedDims = [
            convolution.out, place.isFirst ? planner.imageChannels : source.dims[1], window.kernel, window.kernel,
        ]
        let isStored = planner.element == .float32 && storedDims == weightDims
        let fixed = planner.weights[place.path]
        let weights: MemoryDescriptor
        if isStored, let fixed {
            weights = fixed
        } else {
            weights = try MemoryDescriptor(weightDims, .any, of: planner.element)
        }
        let operation = try PrimitiveDescriptor.convolution(
            planner.propagation, source: source, weights: weights,
            bias: convolution.bias ? try MemoryDescriptor([convolution.out], .vector) : nil, destination: destination,
            window: window.geometry, fusing: place.fused?.oneDNNFunction, on: planner.engine)
        let read = try operation.layout(of: .weights, dims: weightDims)
        let stored: MemoryDescriptor
        if isStored {
            stored = read
        } else if let fixed {
            stored = fixed
        } else {
            stored = try MemoryDescriptor(storedDims, .oihw)
        }
        return ConvolutionNode(
            layer: place.path, operation: operation, window: window, fused: place.fused, weights: read,
            stored: stored,
            source: try operation.layout(of: .source, dims: source.dims),
            destination: try operation.layout(of: .destination, dims: destination.dims),
            flops: 2 * Double(destination.dims.reduce(1, *)) * Double(weightDims.dropFirst().reduce(1, *)))
    }
}

/// A planned convolution and the activation that is computed with it.
struct ConvolutionNode: WeightedNode {
    let layer: String
    let operation: PrimitiveDescriptor
    let window: Window
    let fused: Activation?
    let weights: MemoryDescriptor
    /// Layout of the weights among the network's parameters.
    let stored: MemoryDescriptor
    let source: MemoryDescriptor
    let destination: MemoryDescriptor
    let flops: Double

    var weightLayouts: [String: MemoryDescriptor] { [layer: stored] }

    func weightGradient(
        source: MemoryDescriptor, result: MemoryDescriptor, weights: MemoryDescriptor, bias: MemoryDescriptor?,
        on engine: Engine
    ) throws(OneDNNError) -> WeightGradientPlan {
        try WeightGradientPlan(self, bias: bias, on: engine)
    }

    func ownWeightGradient(insteadOf plan: WeightGradientPlan) throws(OneDNNError) -> PlaneWeightGradient? {
        try PlaneWeightGradient(self, insteadOf: plan)
    }

    func sourceGradient(_ weights: Memory, with binder: inout BackwardBinder) throws(OneDNNError)
        -> (operation: PrimitiveDescriptor, weights: Memory)
    {
        let dims = self.weights.dims
        let data = try PrimitiveDescriptor.convolutionBackwardData(
            diffSource: source, weights: try MemoryDescriptor(dims, .any, of: source.element),
            diffDestination: destination, window: window.geometry, forward: operation, on: binder.engine)
        let layout = try data.layout(of: .weights, dims: dims)
        if layout.isSameLayout(as: weights.descriptor) { return (data, weights) }
        // The kernel of the data gradient runs over output channels and needs them innermost: a copy of microseconds.
        let values = try binder.allocator.memory(layout, for: layer)
        try binder.copy(weights, to: values)
        return (data, values)
    }
}
