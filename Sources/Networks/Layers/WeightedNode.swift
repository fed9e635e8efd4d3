import OneDNN

/// A planned layer with weights and maybe a bias, and the activation that is computed with it: what a convolution and a
/// linear layer share.
protocol WeightedNode: Node {
    var operation: PrimitiveDescriptor { get }
    /// The activation that is computed with it.
    var fused: Activation? { get }
    /// Layout in which the forward pass reads the weights.
    var weights: MemoryDescriptor { get }
    /// Floating-point operations of the forward pass; each gradient takes as many.
    var flops: Double { get }

    /// The primitive of the weights' gradient.
    /// - Parameters:
    ///   - source: layout of the values that the layer takes.
    ///   - result: layout of the gradient of its result.
    ///   - weights: layout of the stored weights.
    func weightGradient(
        source: MemoryDescriptor, result: MemoryDescriptor, weights: MemoryDescriptor, bias: MemoryDescriptor?,
        on engine: Engine
    ) throws(OneDNNError) -> WeightGradientPlan

    /// Loops of ours that are faster than `plan`. Default: nil.
    func ownWeightGradient(insteadOf plan: WeightGradientPlan) throws(OneDNNError) -> PlaneWeightGradient?

    /// The primitive of the source's gradient, and the weights as it reads them.
    /// - Parameter weights: as the forward pass reads them.
    func sourceGradient(_ weights: Memory, with binder: inout BackwardBinder) throws(OneDNNError)
        -> (operation: PrimitiveDescriptor, weights: Memory)
}

extension WeightedNode {
    func ownWeightGradient(insteadOf plan: WeightGradientPlan) throws(OneDNNError) -> PlaneWeightGradient? { nil }

    var leavesResultFree: Bool { fused == nil }

    func bind(_ source: Memory, mayOverwrite: Bool, with binder: inout ForwardBinder) throws(OneDNNError)
        -> any BoundNode
    {
        let destination = try binder.allocator.memory(destination, for: layer)
        var arguments = binder.parameters.values(of: layer)
        // Of another kind than the stored ones, or their sums: a copy for each forward pass.
        if let place = arguments.firstIndex(where: { $0.0 == .weights }),
            !arguments[place].1.descriptor.isSameLayout(as: weights)
        {
            let copy = try binder.allocator.memory(weights, for: layer)
            try binder.copyWeights(arguments[place].1, to: copy, of: layer)
            arguments[place].1 = copy
        }
        _ = try binder.execute(
            operation, source: source, destination: destination, arguments, flops: flops, of: layer)
        return BoundWeights(
            node: self, source: source, destination: destination, weights: arguments.first { $0.0 == .weights }?.1)
    }
}

/// The gradients of a layer with weights.
private struct BoundWeights: BoundNode {
    let node: any WeightedNode
    let source: Memory
    let destination: Memory
    /// As the forward pass reads them.
    let weights: Memory?

    var layer: String { node.layer }
    var isTrained: Bool { true }

    func bindBackward(_ gradient: Gradient, needsSource: Bool, giver: String, with binder: inout BackwardBinder)
        throws(OneDNNError) -> Gradient?
    {
        guard let stored = binder.parameters.slot(.weight, of: layer), let weights else { return nil }
        var gradient = gradient
        if let fused = node.fused {
            gradient = try fused.bindBackward(
                source: source, destination: destination, gradient, of: layer, with: &binder)
        }
        let plan = try node.weightGradient(
            source: source.descriptor, result: gradient.memory.descriptor, weights: stored.descriptor,
            bias: binder.parameters.slot(.bias, of: layer)?.gradient.descriptor, on: binder.engine)
        if let own = try node.ownWeightGradient(insteadOf: plan) {
            try own.bind(source, gradient.memory, with: &binder)
        } else {
            let arrangedSource = try binder.arranged(source, as: plan.source, for: layer)
            let arrangedGradient = try binder.arranged(gradient.memory, as: plan.result, for: layer)
            try binder.bindWeightGradient(
                plan.operation, source: arrangedSource, arrangedGradient, of: layer, dims: weights.descriptor.dims,
                flops: node.flops)
            if arrangedSource !== source { binder.give(arrangedSource) }
            if arrangedGradient !== gradient.memory { binder.give(arrangedGradient) }
        }
        guard needsSource else { return binder.consume(gradient) }

        let data = try node.sourceGradient(weights, with: &binder)
        let next = try binder.take(node.source, for: giver)
        try binder.execute(
            data.operation, [(.diffDestination, gradient.memory), (.weights, data.weights), (.diffSource, next)],
            flops: node.flops)
        return binder.replace(gradient, by: next)
    }
}
