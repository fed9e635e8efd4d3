import OneDNN

/// y[c, h, w] = the maximum or the mean of a window of x[c]
struct PoolingLayer: LayerRule {
    let pooling: Pooling
    let window: Window

    var type: String { pooling == .maximum ? "max_pool" : "avg_pool" }
    var isMaximum: Bool { pooling == .maximum }

    func output(of input: FeatureShape, path: String) throws(NetworkError) -> FeatureShape {
        guard 2 * window.padding <= window.kernel else {
            throw refusal(
                of: input, path: path,
                "its padding of \(window.padding) is more than half of its kernel of \(window.kernel)")
        }
        return try windowed(window, of: input, channels: input.channels, path: path)
    }

    func plan(_ place: PlanningPlace, with planner: inout SequencePlanner) throws(OneDNNError) -> PlannedLayer {
        let dims = place.source.dims
        if isMaximum, let node = try MaxPoolingNode(window, place) { return PlannedLayer(nodes: [node]) }
        return PlannedLayer(nodes: [
            try PoolingNode(
                isMaximum: isMaximum, window.geometry, place,
                to: [dims[0], dims[1], window.outputSize(of: dims[2]), window.outputSize(of: dims[3])], planner)
        ])
    }
}

/// y[c] = the mean of x[c]
struct GlobalAveragePooling: LayerRule {
    var type: String { "global_avg_pool" }

    func output(of input: FeatureShape, path: String) throws(NetworkError) -> FeatureShape {
        guard case .image(let image) = input else {
            throw refusal(of: input, path: path, "it takes images, and these are flat")
        }
        return .image(ImageShape(channels: image.channels, height: 1, width: 1))
    }

    func plan(_ place: PlanningPlace, with planner: inout SequencePlanner) throws(OneDNNError) -> PlannedLayer {
        let dims = place.source.dims
        let whole = WindowGeometry(kernel: (dims[2], dims[3]), stride: (dims[2], dims[3]), padding: 0)
        return PlannedLayer(nodes: [
            try PoolingNode(isMaximum: false, whole, place, to: [dims[0], dims[1], 1, 1], planner)
        ])
    }
}

/// A planned pooling.
private struct PoolingNode: Node {
    let layer: String
    let operation: PrimitiveDescriptor
    let isMaximum: Bool
    let window: WindowGeometry
    let source: MemoryDescriptor
    let destination: MemoryDescriptor

    init(
        isMaximum: Bool, _ window: WindowGeometry, _ place: PlanningPlace, to dims: [Int], _ planner: SequencePlanner
    ) throws(OneDNNError) {
        layer = place.path
        source = place.source
        self.isMaximum = isMaximum
        self.window = window
        operation = try .pooling(
            planner.propagation, isMaximum: isMaximum, source: source,
            destination: try MemoryDescriptor(dims, .any, of: source.element),
            window: window, on: planner.engine)
        destination = try operation.layout(of: .destination, dims: dims)
    }

    func bind(_ source: Memory, mayOverwrite: Bool, with binder: inout ForwardBinder) throws(OneDNNError)
        -> any BoundNode
    {
        let destination = try binder.allocator.memory(destination, for: layer)
        let workspace = try binder.execute(operation, source: source, destination: destination, of: layer)
        return BoundPooling(node: self, source: source, destination: destination, workspace: workspace)
    }
}

/// A pooling's gradient.
private struct BoundPooling: BoundNode {
    let node: PoolingNode
    let source: Memory
    let destination: Memory
    /// The places of the maxima.
    let workspace: Memory?

    var layer: String { node.layer }

    func bindBackward(_ gradient: Gradient, needsSource: Bool, giver: String, with binder: inout BackwardBinder)
        throws(OneDNNError) -> Gradient?
    {
        let operation = try PrimitiveDescriptor.poolingBackward(
            isMaximum: node.isMaximum, diffSource: node.source, diffDestination: node.destination, window: node.window,
            forward: node.operation, on: binder.engine)
        let next = try binder.take(node.source, for: giver)
        var arguments: [(Execution.Argument, Memory)] = [(.diffDestination, gradient.memory), (.diffSource, next)]
        if let workspace { arguments.append((.workspace, workspace)) }
        try binder.execute(operation, arguments)
        return binder.replace(gradient, by: next)
    }
}
