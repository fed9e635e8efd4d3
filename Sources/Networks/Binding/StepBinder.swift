import OneDNN

/// Collects the steps of a pass.
protocol StepBinder {
    /// Allocates, or counts, the values.
    var allocator: TensorAllocator { get }
    /// The working memory that primitives share.
    var scratchpad: Scratchpad { get }
    /// The steps so far.
    var steps: [any Step] { get set }
}

extension StepBinder {
    var engine: Engine { allocator.engine }

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

    /// Adds a copy into another layout or buffer.
    mutating func copy(_ source: Memory, to destination: Memory) throws(OneDNNError) {
        let reorder = try PrimitiveDescriptor.reorder(
            from: source.descriptor, to: destination.descriptor, on: engine)
        try execute(reorder, [(.source, source), (.destination, destination)])
    }
}
