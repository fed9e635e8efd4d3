import OneDNN

/// The backward operations of a `ForwardPlan`, last layer first, bound to memory.
///
/// Gradients of activations live in two buffers in turn; an activation's gradient replaces its input in place. The first
/// layer's data gradient is nobody's input and is not computed.
struct BackwardPlan {
    private(set) var steps: [Execution] = []
    private(set) var memories: [Memory] = []
    /// Where the gradient of the network's output is expected.
    private(set) var outputGradient: Memory?

    private let bindings: ParameterBindings
    private let scratchpad: Scratchpad
    private let engine: Engine

    init(bindings: ParameterBindings, scratchpad: Scratchpad, engine: Engine) {
        self.bindings = bindings
        self.scratchpad = scratchpad
        self.engine = engine
    }

    /// - Parameter activations: the input and each node's output, as the forward pass fills them.
    mutating func build(_ plan: ForwardPlan, activations: [Memory]) throws(OneDNNError) {
        guard let last = plan.nodes.last else { return }
        let largest = plan.nodes.map(\.destination.byteCount).max() ?? 0
        let floats = AlignedBuffer.roundedToLines(largest / MemoryLayout<Float>.stride)
        let buffers = [AlignedBuffer(floatCount: floats), AlignedBuffer(floatCount: floats)]
        var turn = 0
        // The output's gradient has a buffer of its own: its padding is zero, and nothing else may write there.
        var gradient = try Memory(last.destination, on: engine)
        outputGradient = gradient
        memories.append(gradient)

        for (index, node) in plan.nodes.enumerated().reversed() {
            let source = activations[index]
            let destination = activations[index + 1]
            let isFirst = index == 0
            func nextGradient() throws(OneDNNError) -> Memory {
                turn = 1 - turn
                return try Memory(node.source, in: buffers[turn], at: 0, on: engine)
            }
            switch node.kind {
            case .convolution(let weights, let window, let bias, let fused):
                if let fused {
                    try appendActivation(fused, data: destination, gradient: gradient)
                }
                try appendWeightGradient(
                    node, source: source, gradient: gradient, weights: weights, bias: bias, window: window)
                if !isFirst {
                    let next = try nextGradient()
                    try appendDataGradient(node, gradient: gradient, next: next, window: window)
                    gradient = next
                }
            case .activation(let activation):
                try appendActivation(activation, data: destination, gradient: gradient)
            case .globalAveragePool(let kernel):
                if !isFirst {
                    let next = try nextGradient()
                    let operation = try Operation.averagePoolingBackward(
                        diffSource: node.source, diffDestination: node.destination, kernel: kernel,
                        forward: node.operation, on: engine)
                    try append(operation, [(.diffDestination, gradient), (.diffSource, next)])
                    gradient = next
                }
            }
        }
    }

    private mutating func append(_ operation: PrimitiveDescriptor, _ arguments: [(Execution.Argument, Memory)])
        throws(OneDNNError)
    {
        memories += arguments.map(\.1)
        steps.append(try Execution(operation, arguments, scratchpad: scratchpad, on: engine))
    }

    /// gradient = gradient * f'(.), f' told from the result.
    private mutating func appendActivation(_ activation: Activation, data: Memory, gradient: Memory)
        throws(OneDNNError)
    {
        let forward = try Operation.activation(.training, activation, data: data.descriptor, on: engine)
        let operation = try Operation.activationBackward(
            activation, data: data.descriptor, forward: forward, on: engine)
        try append(operation, [(.destination, data), (.diffDestination, gradient), (.diffSource, gradient)])
    }

    private mutating func appendWeightGradient(
        _ node: ForwardPlan.Node, source: Memory, gradient: Memory, weights: MemoryDescriptor, bias: Bool,
        window: Window
    ) throws(OneDNNError) {
        guard let weight = bindings.weight(of: node.layer) else { return }
        let biasGradient = bias ? bindings.bias(of: node.layer)?.gradient : nil
        let operation = try Operation.convolutionBackwardWeights(
            source: node.source, diffWeights: try MemoryDescriptor(weights.dims, .any),
            diffBias: biasGradient?.descriptor, diffDestination: node.destination, window: window,
            forward: node.operation, on: engine)
        let layout = try operation.layout(of: .diffWeights, dims: weights.dims)
        let isStoredLayout = layout.isSameLayout(as: weights)
        let target = isStoredLayout ? weight.gradient : try Memory(layout, on: engine)
        var arguments: [(Execution.Argument, Memory)] = [
            (.source, source), (.diffDestination, gradient), (.diffWeights, target),
        ]
        if let biasGradient { arguments.append((.diffBias, biasGradient)) }
        try append(operation, arguments)
        if !isStoredLayout { try appendReorder(from: target, to: weight.gradient) }
    }

    private mutating func appendDataGradient(
        _ node: ForwardPlan.Node, gradient: Memory, next: Memory, window: Window
    ) throws(OneDNNError) {
        guard let weight = bindings.weight(of: node.layer) else { return }
        let dims = weight.descriptor.dims
        let operation = try Operation.convolutionBackwardData(
            diffSource: node.source, weights: try MemoryDescriptor(dims, .any), diffDestination: node.destination,
            window: window, forward: node.operation, on: engine)
        let layout = try operation.layout(of: .weights, dims: dims)
        var weights = weight.value
        if !layout.isSameLayout(as: weight.descriptor) {
            // The data gradient runs over output channels, and its kernel wants them innermost: a copy of a few microseconds.
            weights = try Memory(layout, on: engine)
            try appendReorder(from: weight.value, to: weights)
        }
        try append(operation, [(.diffDestination, gradient), (.weights, weights), (.diffSource, next)])
    }

    private mutating func appendReorder(from source: Memory, to destination: Memory) throws(OneDNNError) {
        let operation = try Operation.reorder(from: source.descriptor, to: destination.descriptor, on: engine)
        try append(operation, [(.source, source), (.destination, destination)])
    }
}
