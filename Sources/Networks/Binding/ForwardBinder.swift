import OneDNN

/// Binds the nodes of a forward pass to memory, and collects its steps.
struct ForwardBinder {
    /// Whether values are kept for a backward pass.
    let propagation: Propagation
    /// Weights and running statistics.
    let parameters: ParameterBindings
    /// Allocates, or counts, the values.
    let allocator: TensorAllocator
    /// The key of all dropouts.
    let dropoutKey: DropoutKey
    /// The steps so far.
    private(set) var steps: [any Step] = []
    private let scratchpad: Scratchpad

    var engine: Engine { allocator.engine }

    init(
        _ propagation: Propagation, _ parameters: ParameterBindings, dropoutKey: DropoutKey, scratchpad: Scratchpad,
        _ allocator: TensorAllocator
    ) {
        self.propagation = propagation
        self.parameters = parameters
        self.dropoutKey = dropoutKey
        self.scratchpad = scratchpad
        self.allocator = allocator
    }

    /// Adds a step of our own.
    mutating func append(_ step: @autoclosure () -> any Step) {
        if !allocator.isPlanning { steps.append(step()) }
    }

    /// Adds a primitive.
    mutating func execute(
        _ primitive: PrimitiveDescriptor, _ arguments: [(Execution.Argument, Memory)], flops: Double = 0
    ) throws(OneDNNError) {
        if allocator.isPlanning { return }
        steps.append(try Execution(primitive, arguments, scratchpad: scratchpad, flops: flops, on: engine))
    }

    /// Adds a layer's primitive with source, destination, and a workspace if it asks for one.
    /// - Returns: the workspace; its gradient takes it.
    mutating func execute(
        _ primitive: PrimitiveDescriptor, source: Memory, destination: Memory,
        _ more: [(Execution.Argument, Memory)] = [], flops: Double = 0, of layer: String
    ) throws(OneDNNError) -> Memory? {
        var arguments = [(.source, source), (.destination, destination)] + more
        var workspace: Memory?
        if propagation == .training, let layout = try? primitive.layout(of: .workspace, dims: []), layout.byteCount > 0
        {
            let memory = try allocator.memory(layout, for: layer)
            arguments.append((.workspace, memory))
            workspace = memory
        }
        try execute(primitive, arguments, flops: flops)
        return workspace
    }

    /// Adds a copy into another layout or buffer.
    mutating func copy(_ source: Memory, to destination: Memory) throws(OneDNNError) {
        let reorder = try PrimitiveDescriptor.reorder(
            from: source.descriptor, to: destination.descriptor, on: engine)
        try execute(reorder, [(.source, source), (.destination, destination)])
    }
}
