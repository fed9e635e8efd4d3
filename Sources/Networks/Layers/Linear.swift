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
        let weights = try MemoryDescriptor([out, inputs], .nc, of: planner.element)
        let operation = try PrimitiveDescriptor.innerProduct(
            planner.propagation, source: place.source, weights: weights,
            bias: bias ? try MemoryDescriptor([out], .vector) : nil,
            destination: try MemoryDescriptor([rows, out], .nc, of: planner.element),
            fusing: place.fused?.oneDNNFunction, on: planner.engine)
        let node = LinearNode(
            layer: place.path, operation: operation, fused: place.fused, weights: weights, source: place.source,
            destination: try operation.layout(of: .destination, dims: [rows, out]),
            flops: 2 * Double(rows) * Double(out) * Double(inputs))
        return PlannedLayer(nodes: [node], includesFollowing: place.fused != nil)
    }
}

/// A planned linear layer and the activation that is computed with it.
private struct LinearNode: WeightedNode {
    let layer: String
    let operation: PrimitiveDescriptor
    let fused: Activation?
    let weights: MemoryDescriptor
    let source: MemoryDescriptor
    let destination: MemoryDescriptor
    let flops: Double

    func weightGradient(
        source: MemoryDescriptor, result: MemoryDescriptor, weights: MemoryDescriptor, bias: MemoryDescriptor?,
        on engine: Engine
    ) throws(OneDNNError) -> WeightGradientPlan {
        let gradient = try PrimitiveDescriptor.innerProductBackwardWeights(
            source: self.source, diffWeights: weights, diffBias: bias, diffDestination: destination,
            forward: operation, on: engine)
        return WeightGradientPlan(operation: gradient, source: source, result: result)
    }

    func sourceGradient(_ weights: Memory, with binder: inout BackwardBinder) throws(OneDNNError)
        -> (operation: PrimitiveDescriptor, weights: Memory)
    {
        let data = try PrimitiveDescriptor.innerProductBackwardData(
            diffSource: source, weights: weights.descriptor, diffDestination: destination, forward: operation,
            on: binder.engine)
        return (data, weights)
    }
}
