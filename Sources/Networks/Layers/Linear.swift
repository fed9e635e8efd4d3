import OneDNN

/// y[o] = sum over f of weights[o, f] x[f] + bias[o]
///
/// Its weights keep PyTorch's plain order, which serves the forward pass and both gradients.
struct Linear: LayerRule {
    let out: Int
    let bias: Bool

    var type: String { "linear" }

    func output(of input: FeatureShape, path: String) throws(NetworkError) -> FeatureShape {
        guard case .flat = input else {
            throw refusal(of: input, path: path, "it takes flat values: put a flatten before it")
        }
        guard out > 0 else { throw refusal(of: input, path: path, "it has no outputs") }
        return .flat(out)
    }

    func parameters(of input: FeatureShape) -> [ParameterShape] { weightAndBias([out, input.count], bias: bias) }

    func plan(_ place: PlanningPlace, with planner: inout SequencePlanner) throws(OneDNNError) -> PlannedLayer {
        let (rows, inputs) = (place.source.dims[0], place.source.dims[1])
        let operation = try PrimitiveDescriptor.innerProduct(
            planner.propagation, source: place.source, weights: try MemoryDescriptor([out, inputs], .nc),
            bias: bias ? try MemoryDescriptor([out], .vector) : nil,
            destination: try MemoryDescriptor([rows, out], .nc), fusing: place.fused?.oneDNNFunction, on: planner.engine
        )
        let node = LinearNode(
            layer: place.path, operation: operation, fused: place.fused, source: place.source,
            destination: try operation.layout(of: .destination, dims: [rows, out]),
            flops: 2 * Double(rows) * Double(out) * Double(inputs))
        return PlannedLayer(nodes: [node], includesFollowing: place.fused != nil)
    }
}

/// A planned linear layer and the activation that is computed with it.
private struct LinearNode: Node {
    let layer: String
    let operation: PrimitiveDescriptor
    let fused: Activation?
    let source: MemoryDescriptor
    let destination: MemoryDescriptor
    /// Floating-point operations of the forward pass; each gradient takes as many.
    let flops: Double

    var leavesResultFree: Bool { fused == nil }

    func bind(_ source: Memory, mayOverwrite: Bool, with binder: inout ForwardBinder) throws(OneDNNError)
        -> any BoundNode
    {
        let destination = try binder.allocator.memory(destination, for: layer)
        _ = try binder.execute(
            operation, source: source, destination: destination, binder.parameters.values(of: layer), flops: flops,
            of: layer)
        return BoundLinear(node: self, source: source, destination: destination)
    }
}

/// A linear layer's gradients.
private struct BoundLinear: BoundNode {
    let node: LinearNode
    let source: Memory
    let destination: Memory

    var layer: String { node.layer }
    var isTrained: Bool { true }

    func bindBackward(_ gradient: Gradient, needsSource: Bool, giver: String, with binder: inout BackwardBinder)
        throws(OneDNNError) -> Gradient?
    {
        guard let weight = binder.parameters.slot(.weight, of: layer) else { return nil }
        var gradient = gradient
        if let fused = node.fused {
            gradient = try fused.bindBackward(
                source: source, destination: destination, gradient, of: layer, with: &binder)
        }
        let bias = binder.parameters.slot(.bias, of: layer)
        let weights = try PrimitiveDescriptor.innerProductBackwardWeights(
            source: node.source, diffWeights: weight.descriptor, diffBias: bias?.gradient.descriptor,
            diffDestination: node.destination, forward: node.operation, on: binder.engine)
        try binder.bindWeightGradient(weights, source: source, gradient.memory, of: layer, flops: node.flops)
        guard needsSource else { return binder.consume(gradient) }

        let data = try PrimitiveDescriptor.innerProductBackwardData(
            diffSource: node.source, weights: weight.descriptor, diffDestination: node.destination,
            forward: node.operation, on: binder.engine)
        let next = try binder.take(node.source, for: giver)
        try binder.execute(
            data, [(.diffDestination, gradient.memory), (.weights, weight.value), (.diffSource, next)],
            flops: node.flops)
        return binder.replace(gradient, by: next)
    }
}
