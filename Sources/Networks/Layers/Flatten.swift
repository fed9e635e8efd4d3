import OneDNN

/// [C, H, W] to [C H W]: the same memory, or a copy if the values do not lie in plain order.
struct Flatten: LayerRule {
    var type: String { "flatten" }

    func output(of input: FeatureShape, path: String) -> FeatureShape { .flat(input.count) }

    func plan(_ place: PlanningPlace, with planner: inout SequencePlanner) throws(OneDNNError) -> PlannedLayer {
        let source = place.source
        guard source.dims.count == 4 else { return PlannedLayer(nodes: []) }
        let flat = [source.dims[0], source.dims[1...].reduce(1, *)]
        let hasOnePixel = source.dims[2] * source.dims[3] == 1
        // The last rows of a network may stay padded: its loss reads rows with a stride.
        if hasOnePixel && place.isLast { return PlannedLayer(nodes: []) }
        var nodes: [any Node] = []
        let isPlain = try source.isLaid(out: .nchw) || (hasOnePixel && source.isDense)
        if !isPlain {
            nodes.append(
                try ReorderNode(
                    layer: place.path, from: source, to: try MemoryDescriptor(source.dims, .nchw, of: source.element),
                    on: planner.engine))
        }
        nodes.append(
            ViewNode(
                layer: place.path, source: nodes.last?.destination ?? source,
                destination: try MemoryDescriptor(flat, .nc, of: source.element)))
        return PlannedLayer(nodes: nodes)
    }
}

/// The same bytes under the destination's descriptor.
private struct ViewNode: Node {
    let layer: String
    let source: MemoryDescriptor
    let destination: MemoryDescriptor

    // The node before may need the shared values.
    var leavesResultFree: Bool { false }

    func bind(_ source: Memory, mayOverwrite: Bool, with binder: inout ForwardBinder) throws(OneDNNError)
        -> any BoundNode
    {
        BoundView(
            node: self, source: source, destination: try source.viewed(as: destination, on: binder.engine))
    }
}

/// A view of the gradient.
private struct BoundView: BoundNode {
    let node: ViewNode
    let source: Memory
    let destination: Memory

    var layer: String { node.layer }

    func bindBackward(_ gradient: Gradient, needsSource: Bool, giver: String, with binder: inout BackwardBinder)
        throws(OneDNNError) -> Gradient?
    {
        let viewed = try gradient.memory.viewed(as: node.source, on: binder.engine)
        return Gradient(memory: viewed, isOwned: gradient.isOwned)
    }
}
