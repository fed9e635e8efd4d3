import OneDNN

/// The same values in the destination's layout: between layers that need different ones.
struct ReorderNode: Node {
    let layer: String
    let operation: PrimitiveDescriptor
    let source: MemoryDescriptor
    let destination: MemoryDescriptor

    init(layer: String, from source: MemoryDescriptor, to destination: MemoryDescriptor, on engine: Engine)
        throws(OneDNNError)
    {
        self.layer = layer
        self.source = source
        self.destination = destination
        operation = try .reorder(from: source, to: destination, on: engine)
    }

    func bind(_ source: Memory, mayOverwrite: Bool, with binder: inout ForwardBinder) throws(OneDNNError)
        -> any BoundNode
    {
        let destination = try binder.allocator.memory(destination, for: layer)
        _ = try binder.execute(operation, source: source, destination: destination, of: layer)
        return BoundReorder(node: self, source: source, destination: destination)
    }
}

extension PlanningPlace {
    /// A node that works on values in plain order, between copies into that order and back.
    /// - Parameter element: of those values; nil: of the source's.
    func inPlainOrder(
        of element: MemoryDescriptor.Element? = nil, on engine: Engine, _ node: (MemoryDescriptor) -> any Node
    ) throws(OneDNNError) -> PlannedLayer {
        let plain = try MemoryDescriptor(
            source.dims, source.dims.count == 2 ? .nc : .nchw, of: element ?? source.element)
        return PlannedLayer(nodes: [
            try ReorderNode(layer: path, from: source, to: plain, on: engine), node(plain),
            try ReorderNode(layer: path, from: plain, to: source, on: engine),
        ])
    }
}

/// The gradient in the source's layout.
private struct BoundReorder: BoundNode {
    let node: ReorderNode
    let source: Memory
    let destination: Memory

    var layer: String { node.layer }

    func bindBackward(_ gradient: Gradient, needsSource: Bool, giver: String, with binder: inout BackwardBinder)
        throws(OneDNNError) -> Gradient?
    {
        let next = try binder.take(node.source, for: giver)
        try binder.copy(gradient.memory, to: next)
        return binder.replace(gradient, by: next)
    }
}
