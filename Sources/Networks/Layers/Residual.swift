import OneDNN

/// y = layers(x) + shortcut(x); an empty shortcut is x itself (He et al., arXiv 1512.03385)
struct Residual: LayerRule {
    let layers: [Layer]
    let shortcut: [Layer]

    var type: String { "residual" }

    func output(of input: FeatureShape, path: String) throws(NetworkError) -> FeatureShape {
        let main = try Layer.output(of: layers, input: input, path: path + ".layers.")
        let side = try Layer.output(of: shortcut, input: input, path: path + ".shortcut.")
        guard main == side else {
            throw refusal(of: input, path: path, "its layers give \(main) and its shortcut \(side)")
        }
        return main
    }

    func plan(_ place: PlanningPlace, with planner: inout SequencePlanner) throws(OneDNNError) -> PlannedLayer {
        let (path, source) = (place.path, place.source)
        var main = try planner.plan(
            LayerSequence(layers.map(\.rule), path: path + ".layers."), of: source, isNetwork: false)
        var side = try planner.plan(
            LayerSequence(shortcut.map(\.rule), path: path + ".shortcut."), of: source, isNetwork: false)
        if main.isEmpty {
            main = [try ReorderNode(layer: path, from: source, to: source, on: planner.engine)]
        }
        let sum = main.last?.destination ?? source
        let other = side.last?.destination ?? source
        if !other.isSameLayout(as: sum) {
            side.append(try ReorderNode(layer: path, from: other, to: sum, on: planner.engine))
        }
        return PlannedLayer(nodes: [
            ResidualNode(
                layer: path, main: main, side: side, sum: try .add(sum, on: planner.engine), source: source,
                destination: sum)
        ])
    }
}

/// Two planned branches and their sum.
private struct ResidualNode: Node {
    let layer: String
    let main: [any Node]
    let side: [any Node]
    let sum: PrimitiveDescriptor
    let source: MemoryDescriptor
    let destination: MemoryDescriptor

    var weightLayouts: [String: MemoryDescriptor] { (main + side).weightLayouts }

    func bind(_ source: Memory, mayOverwrite: Bool, with binder: inout ForwardBinder) throws(OneDNNError)
        -> any BoundNode
    {
        let main = try main.bind(source, with: &binder)
        let side = try side.bind(source, with: &binder)
        let destination = try binder.allocator.memory(destination, for: layer)
        try binder.execute(
            sum,
            [
                (.source, main.last?.destination ?? source), (.secondSource, side.last?.destination ?? source),
                (.destination, destination),
            ])
        return BoundResidual(node: self, source: source, destination: destination, main: main, side: side)
    }
}

/// The sum of both branches' gradients.
private struct BoundResidual: BoundNode {
    let node: ResidualNode
    let source: Memory
    let destination: Memory
    let main: [any BoundNode]
    let side: [any BoundNode]

    var layer: String { node.layer }
    var isTrained: Bool { (main + side).contains { $0.isTrained } }

    func bindBackward(_ gradient: Gradient, needsSource: Bool, giver: String, with binder: inout BackwardBinder)
        throws(OneDNNError) -> Gradient?
    {
        // Both branches read the same gradient, so neither may overwrite it.
        let shared = Gradient(memory: gradient.memory, isOwned: false)
        let fromMain = try binder.bind(main, shared, needsSource: needsSource, giver: giver)
        let fromSide = try binder.bind(side, shared, needsSource: needsSource, giver: giver)
        guard needsSource, let fromMain, let fromSide else { return binder.consume(gradient) }
        let sum = fromMain.isOwned ? fromMain.memory : try binder.take(node.source, for: layer)
        try binder.execute(
            try .add(node.source, on: binder.engine),
            [(.source, fromMain.memory), (.secondSource, fromSide.memory), (.destination, sum)])
        if fromSide.isOwned { binder.give(fromSide.memory) }
        if gradient.isOwned { binder.give(gradient.memory) }
        return Gradient(memory: sum, isOwned: true)
    }
}
