import OneDNN

/// Binds the nodes of a forward pass to memory, and collects its steps.
struct ForwardBinder: StepBinder {
    /// Whether values are kept for a backward pass.
    let propagation: Propagation
    /// Weights and running statistics.
    let parameters: ParameterBindings
    /// Allocates, or counts, the values.
    let allocator: TensorAllocator
    /// The key of all dropouts.
    let dropoutKey: DropoutKey
    /// The steps so far.
    var steps: [any Step] = []
    let scratchpad: Scratchpad

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
}
