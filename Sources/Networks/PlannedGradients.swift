import OneDNN

/// The bytes of the gradients that `BackwardBinding` will make memory for: the same walk, last node first, with
/// descriptors in the place of memory. Both take turns in buffers alike.
struct PlannedGradients {
    var need = MemoryNeed()
    /// Bytes of buffers that nobody needs.
    private var free: [Int] = []
    private let engine: Engine

    init(on engine: Engine) { self.engine = engine }

    /// A gradient of activations.
    private struct Gradient {
        /// Bytes of its buffer; nil where it is padded and has one of its own.
        var buffer: Int?
        var isOwned: Bool
    }

    /// - Parameter nodes: the network's.
    mutating func add(_ nodes: [ForwardPlan.Node]) throws(OneDNNError) {
        _ = try walk(nodes, Gradient(buffer: nil, isOwned: false), needsSource: false, source: "")
    }

    /// - Parameter source: the layer that gives what the first node takes.
    private mutating func walk(
        _ nodes: [ForwardPlan.Node], _ gradient: Gradient, needsSource: Bool, source: String
    ) throws(OneDNNError) -> Gradient? {
        var gradient = gradient
        for index in nodes.indices.reversed() {
            let needsMore = needsSource || nodes[..<index].contains(where: \.isTrained)
            guard needsMore || nodes[index].isTrained,
                let next = try step(
                    nodes[index], gradient, needsSource: needsMore, source: index > 0 ? nodes[index - 1].layer : source)
            else { return nil }
            gradient = next
        }
        return gradient
    }

    private mutating func step(
        _ node: ForwardPlan.Node, _ gradient: Gradient, needsSource: Bool, source: String
    ) throws(OneDNNError) -> Gradient? {
        /// The gradient of the node's source in the place of that of its result.
        func next(_ gradient: Gradient, isNeeded: Bool = true) -> Gradient? {
            let next = isNeeded ? take(node.source, at: source) : nil
            give(gradient)
            return next
        }
        switch node.kind {
        case .convolution(let weights, let window, let bias, let fused):
            let gradient = fused == nil ? gradient : owned(gradient, node)
            try addWeightGradient(of: node, weights, window, bias: bias)
            // The weights transposed.
            if needsSource { need.add(weights.byteCount, at: node.layer) }
            return next(gradient, isNeeded: needsSource)
        case .linear(_, let fused):
            return next(fused == nil ? gradient : owned(gradient, node), isNeeded: needsSource)
        case .batchNorm, .pool, .reorder: return next(gradient)
        case .activation, .dropout: return owned(gradient, node)
        case .view: return gradient
        case .residual(let layers, let shortcut):
            let shared = Gradient(buffer: gradient.buffer, isOwned: false)
            let main = try walk(layers, shared, needsSource: needsSource, source: source)
            let side = try walk(shortcut, shared, needsSource: needsSource, source: source)
            guard needsSource, let main, let side else {
                give(gradient)
                return nil
            }
            let sum = owned(main, node)
            give(side)
            give(gradient)
            return sum
        }
    }

    /// What a convolution's weight gradient wants in other layouts.
    private mutating func addWeightGradient(
        of node: ForwardPlan.Node, _ weights: MemoryDescriptor, _ window: Window, bias: Bool
    ) throws(OneDNNError) {
        guard let forward = node.operation else { return }
        let plan = try WeightGradientPlan(
            node, forward, weights: weights, bias: bias ? try MemoryDescriptor([weights.dims[0]], .vector) : nil,
            window: window, on: engine)
        let layout = try plan.operation.layout(of: .diffWeights, dims: weights.dims)
        if !layout.isSameLayout(as: weights) { need.add(layout.byteCount, at: node.layer) }
        var copies: [Gradient] = []
        for (own, wanted) in [(node.source, plan.source), (node.destination, plan.result)]
        where !own.isSameLayout(as: wanted) {
            copies.append(take(wanted, at: node.layer))
        }
        for copy in copies { give(copy) }
    }

    /// The gradient of a node's result where it may be written to.
    private mutating func owned(_ gradient: Gradient, _ node: ForwardPlan.Node) -> Gradient {
        gradient.isOwned ? gradient : take(node.destination, at: node.layer)
    }

    /// As `GradientPool` takes.
    private mutating func take(_ descriptor: MemoryDescriptor, at layer: String) -> Gradient {
        let bytes = descriptor.byteCount
        guard descriptor.isDense else {
            need.add(bytes, at: layer)
            return Gradient(buffer: nil, isOwned: true)
        }
        if let index = free.indices.filter({ free[$0] >= bytes }).min(by: { free[$0] < free[$1] }) {
            return Gradient(buffer: free.remove(at: index), isOwned: true)
        }
        need.add(bytes, at: layer)
        return Gradient(buffer: bytes, isOwned: true)
    }

    private mutating func give(_ gradient: Gradient) {
        if gradient.isOwned, let buffer = gradient.buffer { free.append(buffer) }
    }
}
