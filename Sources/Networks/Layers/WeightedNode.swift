import OneDNN

/// A planned layer with weights and maybe a bias, and the activation that is computed with it: what a convolution and a
/// linear layer share.
protocol WeightedNode: Node {
    var operation: PrimitiveDescriptor { get }
    /// The activation that is computed with it.
    var fused: Activation? { get }
    /// Floating-point operations of the forward pass; each gradient takes as many.
    var flops: Double { get }

    /// The primitive of the weights' gradient.
    /// - Parameters:
    ///   - source: layout of the values that the layer takes.
    ///   - result: layout of the gradient of its result.
    ///   - weights: layout of the weights.
    func weightGradient(
        source: MemoryDescriptor, result: MemoryDescriptor, weights: MemoryDescriptor, bias: MemoryDescriptor?,
        on engine: Engine
    ) throws(OneDNNError) -> WeightGradientPlan

    /// The primitive of the source's gradient, and the weights as it reads them.
    func sourceGradient(_ weights: ParameterSlot, with binder: inout BackwardBinder) throws(OneDNNError)
        -> (operation: PrimitiveDescriptor, weights: Memory)
}

extension WeightedNode {
    var leavesResultFree: Bool { fused == nil }

    func bind(_ source: Memory, mayOverwrite: Bool, with binder: inout ForwardBinder) throws(OneDNNError)
        -> any BoundNode
    {
        let destination = try binder.allocator.memory(destination, for: layer)
        _ = try binder.execute(
            operation, source: source, destination: destination, binder.parameters.values(of: layer), flops: flops,
            of: layer)
        return BoundWeights(node: self, source: source, destination: destination)
    }
}

/// The gradients of a layer with weights.
private struct BoundWeights: BoundNode {
    let node: any WeightedNode
    let source: Memory
    let destination: Memory

    var layer: String { node.layer }
    var isTrained: Bool { true }

    func bindBackward(_ gradient: Gradient, needsSource: Bool, giver: String, with binder: inout BackwardBinder)
        throws(OneDNNError) -> Gradient?
    {
        guard let weights = binder.parameters.slot(.weight, of: layer) else { return nil }
        var gradient = gradient
        if let fused = node.fused {
            gradient = try fused.bindBackward(
                source: source, destination: destination, gradient, of: layer, with: &binder)
        }
        let plan = try node.weightGradient(
            source: source.descriptor, result: gradient.memory.descriptor, weights: weights.descriptor,
            bias: binder.parameters.slot(.bias, of: layer)?.gradient.descriptor, on: binder.engine)
        let arrangedSource = try binder.arranged(source, as: plan.source, for: layer)
        let arrangedGradient = try binder.arranged(gradient.memory, as: plan.result, for: layer)
        try binder.bindWeightGradient(
            plan.operation, source: arrangedSource, arrangedGradient, of: layer, flops: node.flops)
        if arrangedSource !== source { binder.give(arrangedSource) }
        if arrangedGradient !== gradient.memory { binder.give(arrangedGradient) }
        guard needsSource else { return binder.consume(gradient) }

        let data = try node.sourceGradient(weights, with: &binder)
        let next = try binder.take(node.source, for: giver)
        try binder.execute(
            data.operation, [(.diffDestination, gradient.memory), (.weights, data.weights), (.diffSource, next)],
            flops: node.flops)
        return binder.replace(gradient, by: next)
    }
}
