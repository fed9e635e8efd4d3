import OneDNN

/// The backward operations of a bound forward pass, last node first.
///
/// Gradients of activations take turns in a few buffers; an activation's gradient replaces its input in place where nobody
/// else needs that. Where nothing before a node is trained, its data gradient is not computed.
struct BackwardBinding {
    private(set) var steps: [any Step] = []

    private let parameters: ParameterBindings
    private let scratchpad: Scratchpad
    private let engine: Engine
    private let pool: GradientPool

    /// The gradient of a node's result.
    private struct Gradient {
        var memory: Memory
        /// Whether its buffer may be written to and given back; if not, somebody else still reads it.
        var isOwned: Bool
    }

    init(_ parameters: ParameterBindings, scratchpad: Scratchpad, on engine: Engine) {
        self.parameters = parameters
        self.scratchpad = scratchpad
        self.engine = engine
        pool = GradientPool(on: engine)
    }

    /// - Parameters:
    ///   - nodes: the network's.
    ///   - gradient: where the gradient of the network's result will be; its padding is zero.
    mutating func bind(_ nodes: [ForwardBinding.Bound], gradient: Memory) throws(OneDNNError) {
        _ = try walk(nodes, Gradient(memory: gradient, isOwned: false), needsSource: false)
    }

    /// - Returns: the gradient of the first node's source; nil where it is not needed.
    private mutating func walk(_ nodes: [ForwardBinding.Bound], _ gradient: Gradient, needsSource: Bool)
        throws(OneDNNError) -> Gradient?
    {
        var gradient = gradient
        for index in nodes.indices.reversed() {
            let needsMore = needsSource || nodes[..<index].contains { $0.node.isTrained }
            guard needsMore || nodes[index].node.isTrained else { return nil }
            guard let next = try step(nodes[index], gradient, needsSource: needsMore) else { return nil }
            gradient = next
        }
        return gradient
    }

    private mutating func step(_ bound: ForwardBinding.Bound, _ gradient: Gradient, needsSource: Bool)
        throws(OneDNNError) -> Gradient?
    {
        switch bound.node.kind {
        case .convolution(let weights, let window, _, let fused):
            return try convolution(bound, weights, window, fused, gradient, needsSource: needsSource)
        case .linear(_, let fused):
            return try linear(bound, fused, gradient, needsSource: needsSource)
        case .batchNorm(let fusesReLU):
            return try batchNorm(bound, fusesReLU: fusesReLU, gradient)
        case .activation(let activation):
            return try self.activation(activation, bound, gradient)
        case .pool(let pooling, let window):
            guard let forward = bound.node.operation else { return gradient }
            let operation = try Operation.poolingBackward(
                pooling, diffSource: bound.node.source, diffDestination: bound.node.destination, window: window,
                forward: forward, on: engine)
            let next = try pool.take(bound.node.source)
            var arguments: [(Execution.Argument, Memory)] = [
                (.diffDestination, gradient.memory), (.diffSource, next),
            ]
            if let workspace = bound.workspace { arguments.append((.workspace, workspace)) }
            try append(operation, arguments)
            return replace(gradient, by: next)
        case .reorder:
            let next = try pool.take(bound.node.source)
            try reorder(gradient.memory, to: next)
            return replace(gradient, by: next)
        case .view:
            let viewed = try gradient.memory.viewed(as: bound.node.source, on: engine)
            return Gradient(memory: viewed, isOwned: gradient.isOwned)
        case .dropout:
            guard let mask = bound.mask else { return gradient }
            let own = try owned(gradient)
            steps.append(MaskStep(own.memory, mask: mask))
            return own
        case .residual:
            return try residual(bound, gradient, needsSource: needsSource)
        }
    }

    // MARK: Nodes with parameters

    private mutating func convolution(
        _ bound: ForwardBinding.Bound, _ weights: MemoryDescriptor, _ window: Window, _ fused: Activation?,
        _ gradient: Gradient, needsSource: Bool
    ) throws(OneDNNError) -> Gradient? {
        let node = bound.node
        guard let forward = node.operation, let weight = parameters.slot(.weight, of: node.layer) else { return nil }
        let gradient = try unfused(fused, bound, gradient)
        let bias = parameters.slot(.bias, of: node.layer)?.gradient
        let plan = try WeightGradientPlan(
            node, forward, weights: weights, bias: bias?.descriptor, window: window, on: engine)
        let source = try pooled(bound.source, as: plan.source)
        let incoming = try pooled(gradient.memory, as: plan.result)
        try appendWeightGradient(
            plan.operation, source: source, incoming, weight, bias, flops: node.flops)
        for (copy, original) in [(source, bound.source), (incoming, gradient.memory)] where copy !== original {
            pool.give(copy)
        }
        guard needsSource else { return consumed(gradient) }

        let data = try Operation.convolutionBackwardData(
            diffSource: node.source, weights: try MemoryDescriptor(weights.dims, .any),
            diffDestination: node.destination, window: window, forward: forward, on: engine)
        let layout = try data.layout(of: .weights, dims: weights.dims)
        var values = weight.value
        if !layout.isSameLayout(as: weight.descriptor) {
            // The data gradient runs over output channels, and its kernel wants them innermost: a copy of microseconds.
            values = try Memory(layout, on: engine)
            try reorder(weight.value, to: values)
        }
        let next = try pool.take(node.source)
        try append(
            data, [(.diffDestination, gradient.memory), (.weights, values), (.diffSource, next)], flops: node.flops)
        return replace(gradient, by: next)
    }

    private mutating func linear(
        _ bound: ForwardBinding.Bound, _ fused: Activation?, _ gradient: Gradient, needsSource: Bool
    ) throws(OneDNNError) -> Gradient? {
        let node = bound.node
        guard let forward = node.operation, let weight = parameters.slot(.weight, of: node.layer) else { return nil }
        let gradient = try unfused(fused, bound, gradient)
        let bias = parameters.slot(.bias, of: node.layer)?.gradient
        let operation = try Operation.innerProductBackwardWeights(
            source: node.source, diffWeights: weight.descriptor, diffBias: bias?.descriptor,
            diffDestination: node.destination, forward: forward, on: engine)
        try appendWeightGradient(
            operation, source: bound.source, gradient.memory, weight, bias, flops: node.flops)
        guard needsSource else { return consumed(gradient) }

        let data = try Operation.innerProductBackwardData(
            diffSource: node.source, weights: weight.descriptor, diffDestination: node.destination, forward: forward,
            on: engine)
        let next = try pool.take(node.source)
        try append(
            data, [(.diffDestination, gradient.memory), (.weights, weight.value), (.diffSource, next)],
            flops: node.flops)
        return replace(gradient, by: next)
    }

    /// Weight and bias gradients, by way of another layout where oneDNN wants one.
    private mutating func appendWeightGradient(
        _ operation: PrimitiveDescriptor, source: Memory, _ gradient: Memory, _ weight: Parameters.Slot,
        _ bias: Memory?, flops: Double
    ) throws(OneDNNError) {
        let layout = try operation.layout(of: .diffWeights, dims: weight.descriptor.dims)
        let isStoredLayout = layout.isSameLayout(as: weight.descriptor)
        let target = isStoredLayout ? weight.gradient : try Memory(layout, on: engine)
        var arguments: [(Execution.Argument, Memory)] = [
            (.source, source), (.diffDestination, gradient), (.diffWeights, target),
        ]
        if let bias { arguments.append((.diffBias, bias)) }
        try append(operation, arguments, flops: flops)
        if !isStoredLayout { try reorder(target, to: weight.gradient) }
    }

    private mutating func batchNorm(_ bound: ForwardBinding.Bound, fusesReLU: Bool, _ gradient: Gradient)
        throws(OneDNNError) -> Gradient?
    {
        let node = bound.node
        guard let forward = node.operation, let mean = bound.mean, let variance = bound.variance,
            let scale = parameters.slot(.scale, of: node.layer), let shift = parameters.slot(.shift, of: node.layer)
        else { return nil }
        let operation = try Operation.batchNormalizationBackward(
            data: node.source, epsilon: ForwardNodeBuilder.normalizationEpsilon, fusesReLU: fusesReLU, forward: forward,
            on: engine)
        let next = try pool.take(node.source)
        var arguments: [(Execution.Argument, Memory)] = [
            (.source, bound.source), (.mean, mean), (.variance, variance), (.scale, scale.value),
            (.diffDestination, gradient.memory), (.diffSource, next), (.diffScale, scale.gradient),
            (.diffShift, shift.gradient),
        ]
        if Operation.batchNormalizationBackwardTakesShift { arguments.append((.shift, shift.value)) }
        if let workspace = bound.workspace { arguments.append((.workspace, workspace)) }
        try append(operation, arguments)
        return replace(gradient, by: next)
    }

    // MARK: Nodes without

    private mutating func unfused(_ fused: Activation?, _ bound: ForwardBinding.Bound, _ gradient: Gradient)
        throws(OneDNNError) -> Gradient
    {
        guard let fused else { return gradient }
        return try activation(fused, bound, gradient)
    }

    /// gradient = gradient * f', f' told from the result, or from the source where only that tells it.
    private mutating func activation(_ activation: Activation, _ bound: ForwardBinding.Bound, _ gradient: Gradient)
        throws(OneDNNError) -> Gradient
    {
        guard activation.isInOneDNN else {
            let own = try owned(gradient)
            steps.append(SELUStep(bound.destination, gradient: own.memory))
            return own
        }
        let data = activation.derivativeNeedsResultOnly ? bound.destination : bound.source
        let forward = try Operation.activation(.training, activation, data: data.descriptor, on: engine)
        let operation = try Operation.activationBackward(
            activation, data: data.descriptor, forward: forward, on: engine)
        let next = gradient.isOwned ? gradient.memory : try pool.take(data.descriptor)
        try append(
            operation,
            [
                (activation.derivativeNeedsResultOnly ? .destination : .source, data),
                (.diffDestination, gradient.memory), (.diffSource, next),
            ])
        return Gradient(memory: next, isOwned: true)
    }

    private mutating func residual(_ bound: ForwardBinding.Bound, _ gradient: Gradient, needsSource: Bool)
        throws(OneDNNError) -> Gradient?
    {
        // Both sides read the same gradient, so neither may write to it.
        let shared = Gradient(memory: gradient.memory, isOwned: false)
        let main = try walk(bound.layers, shared, needsSource: needsSource)
        let side = try walk(bound.shortcut, shared, needsSource: needsSource)
        guard needsSource, let main, let side else { return consumed(gradient) }
        let sum = main.isOwned ? main.memory : try pool.take(bound.node.source)
        let operation = try Operation.add(bound.node.source, on: engine)
        try append(operation, [(.source, main.memory), (.secondSource, side.memory), (.destination, sum)])
        if side.isOwned { pool.give(side.memory) }
        if gradient.isOwned { pool.give(gradient.memory) }
        return Gradient(memory: sum, isOwned: true)
    }

    // MARK: Buffers

    private func replace(_ gradient: Gradient, by next: Memory) -> Gradient {
        if gradient.isOwned { pool.give(gradient.memory) }
        return Gradient(memory: next, isOwned: true)
    }

    private func consumed(_ gradient: Gradient) -> Gradient? {
        if gradient.isOwned { pool.give(gradient.memory) }
        return nil
    }

    /// The same values in `layout`: themselves where they lie so, else a copy in a buffer of the pool.
    private mutating func pooled(_ memory: Memory, as layout: MemoryDescriptor) throws(OneDNNError) -> Memory {
        if memory.descriptor.isSameLayout(as: layout) { return memory }
        let copy = try pool.take(layout)
        try reorder(memory, to: copy)
        return copy
    }

    /// The gradient where it may be written to.
    private mutating func owned(_ gradient: Gradient) throws(OneDNNError) -> Gradient {
        if gradient.isOwned { return gradient }
        let copy = try pool.take(gradient.memory.descriptor)
        try reorder(gradient.memory, to: copy)
        return Gradient(memory: copy, isOwned: true)
    }

    private mutating func append(
        _ operation: PrimitiveDescriptor, _ arguments: [(Execution.Argument, Memory)], flops: Double = 0
    ) throws(OneDNNError) {
        steps.append(try Execution(operation, arguments, scratchpad: scratchpad, flops: flops, on: engine))
    }

    private mutating func reorder(_ source: Memory, to destination: Memory) throws(OneDNNError) {
        let operation = try Operation.reorder(from: source.descriptor, to: destination.descriptor, on: engine)
        try append(operation, [(.source, source), (.destination, destination)])
    }
}
