import OneDNN

/// Binds the gradients of a bound forward pass, last node first, and collects the steps.
///
/// Gradients of activations take turns in a few buffers; an activation's gradient replaces its input in place unless
/// another node reads it. The gradient of a node's source is not computed if no node before it is trained.
struct BackwardBinder: StepBinder {
    /// Values and gradients of the parameters.
    let parameters: ParameterBindings
    /// Allocates, or counts, the gradients.
    let allocator: TensorAllocator
    /// The steps so far.
    var steps: [any Step] = []
    let scratchpad: Scratchpad
    private let pool: GradientPool

    init(_ parameters: ParameterBindings, scratchpad: Scratchpad, _ allocator: TensorAllocator) {
        self.parameters = parameters
        self.scratchpad = scratchpad
        self.allocator = allocator
        pool = GradientPool(allocator)
    }

    /// - Parameters:
    ///   - nodes: one after the other.
    ///   - gradient: of the last node's result; its padding is zero.
    ///   - giver: path of the layer that gives the first node's source.
    /// - Returns: the gradient of the first node's source; nil if it is not needed.
    mutating func bind(_ nodes: [any BoundNode], _ gradient: Gradient, needsSource: Bool, giver: String)
        throws(OneDNNError) -> Gradient?
    {
        var gradient = gradient
        for index in nodes.indices.reversed() {
            let needsMore = needsSource || nodes[..<index].contains { $0.isTrained }
            guard needsMore || nodes[index].isTrained else { return nil }
            let next = try nodes[index].bindBackward(
                gradient, needsSource: needsMore, giver: index > 0 ? nodes[index - 1].layer : giver, with: &self)
            guard let next else { return nil }
            gradient = next
        }
        return gradient
    }

    // MARK: Steps

    /// Adds the gradients of a weight and a bias, by way of another layout if oneDNN wants one.
    /// - Parameter dims: of the weights as the primitive takes them.
    mutating func bindWeightGradient(
        _ primitive: PrimitiveDescriptor, source: Memory, _ gradient: Memory, of layer: String, dims: [Int],
        flops: Double
    ) throws(OneDNNError) {
        guard let weight = parameters.slot(.weight, of: layer) else { return }
        let layout = try primitive.layout(of: .diffWeights, dims: dims)
        let isStoredLayout = layout.isSameLayout(as: weight.descriptor)
        let target = isStoredLayout ? weight.gradient : try allocator.memory(layout, for: layer)
        var arguments: [(Execution.Argument, Memory)] = [
            (.source, source), (.diffDestination, gradient), (.diffWeights, target),
        ]
        if let bias = parameters.slot(.bias, of: layer) { arguments.append((.diffBias, bias.gradient)) }
        try execute(primitive, arguments, flops: flops)
        if !isStoredLayout { try copyWeightGradient(target, to: weight.gradient, of: layer) }
    }

    // MARK: Buffers

    /// A buffer with arbitrary content, counted for `layer` if it is new.
    func take(_ descriptor: MemoryDescriptor, for layer: String) throws(OneDNNError) -> Memory {
        try pool.take(descriptor, for: layer)
    }

    /// Gives back a buffer that `take` gave.
    func give(_ memory: Memory) { pool.give(memory) }

    /// The gradient of a node's source, after that of its result has been read for the last time.
    func replace(_ gradient: Gradient, by next: Memory) -> Gradient {
        if gradient.isOwned { pool.give(gradient.memory) }
        return Gradient(memory: next, isOwned: true)
    }

    /// No gradient, after that of the node's result has been read for the last time.
    func consume(_ gradient: Gradient) -> Gradient? {
        if gradient.isOwned { pool.give(gradient.memory) }
        return nil
    }

    /// The same values in `layout`: `memory` itself if it has that layout, otherwise a copy in a buffer of the pool.
    mutating func arranged(_ memory: Memory, as layout: MemoryDescriptor, for layer: String) throws(OneDNNError)
        -> Memory
    {
        if memory.descriptor.isSameLayout(as: layout) { return memory }
        let arranged = try take(layout, for: layer)
        try copy(memory, to: arranged)
        return arranged
    }

    /// The gradient in a buffer that may be overwritten.
    mutating func owned(_ gradient: Gradient, for layer: String) throws(OneDNNError) -> Gradient {
        if gradient.isOwned { return gradient }
        let owned = try take(gradient.memory.descriptor, for: layer)
        try copy(gradient.memory, to: owned)
        return Gradient(memory: owned, isOwned: true)
    }
}
