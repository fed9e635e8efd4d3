import OneDNN

/// y = scale (x - mean) / sqrt(variance + 1e-5) + shift, for each channel (Ioffe and Szegedy, arXiv 1502.03167)
///
/// In training by the mean and variance of the whole batch, in evaluation by running ones of momentum 0.1. The parts of a
/// batch meet twice: for the moments, and for the gradients of scale and shift, which the gradient of the source needs.
struct BatchNormalization: LayerRule {
    var type: String { "batch_norm" }

    func output(of input: FeatureShape, path: String) -> FeatureShape { input }

    func parameters(of input: FeatureShape) -> [ParameterShape] {
        [
            ParameterShape(suffix: "weight", dims: [input.channels], fanIn: 1, role: .scale),
            ParameterShape(suffix: "bias", dims: [input.channels], fanIn: 1, role: .shift),
        ]
    }

    func normalizedChannels(of input: FeatureShape) -> Int? { input.channels }

    func plan(_ place: PlanningPlace, with planner: inout SequencePlanner) throws(OneDNNError) -> PlannedLayer {
        let hasReLU = place.following == .relu
        func node(_ data: MemoryDescriptor, _ layout: ActivationLayout) -> BatchNormalizationNode {
            BatchNormalizationNode(layer: place.path, hasReLU: hasReLU, source: data, layout: layout)
        }
        if let layout = try ActivationLayout(place.source) {
            return PlannedLayer(nodes: [node(place.source, layout)], includesFollowing: hasReLU)
        }
        // oneDNN chose an order that our loops do not know.
        let plain = try MemoryDescriptor(place.source.dims, .nchw, of: place.source.element)
        guard let layout = try ActivationLayout(plain) else {
            preconditionFailure("plain order is known")
        }
        var planned = try place.inPlainOrder(on: planner.engine) { node($0, layout) }
        planned.includesFollowing = hasReLU
        return planned
    }
}

/// A planned batch normalization and the ReLU that is computed with it.
private struct BatchNormalizationNode: Node {
    let layer: String
    let hasReLU: Bool
    let source: MemoryDescriptor
    let layout: ActivationLayout

    var destination: MemoryDescriptor { source }
    // The gradient reads the result's signs.
    var leavesResultFree: Bool { !hasReLU }

    func bind(_ source: Memory, mayOverwrite: Bool, with binder: inout ForwardBinder) throws(OneDNNError)
        -> any BoundNode
    {
        let destination = try binder.allocator.memory(destination, for: layer)
        var bound = BoundBatchNormalization(node: self, source: source, destination: destination)
        guard let running = binder.parameters.statistics(of: layer),
            let scale = binder.parameters.slot(.scale, of: layer), let shift = binder.parameters.slot(.shift, of: layer)
        else { return bound }
        func normalization(mean: Memory, variance: Memory) -> ChannelNormalization {
            ChannelNormalization(
                layout: layout, hasReLU: hasReLU, source: source, destination: destination, mean: mean,
                variance: variance, scale: scale.value, shift: shift.value)
        }
        switch binder.propagation {
        case .inference:
            binder.append(normalization(mean: running.mean, variance: running.variance).step)
        case .training:
            let vector = running.mean.descriptor
            let moments = NormalizationMoments(
                normalization(
                    mean: try binder.allocator.memory(vector, for: layer),
                    variance: try binder.allocator.memory(vector, for: layer)),
                mean: try binder.allocator.memory(vector, for: layer),
                squares: try binder.allocator.memory(vector, for: layer),
                running: binder.dropoutKey.firstImage == 0 ? running : nil)
            binder.append(moments.step)
            binder.append(moments.meeting)
            binder.append(moments.normalization.step)
            bound.moments = moments
        }
        return bound
    }
}

/// A batch normalization's gradients.
private struct BoundBatchNormalization: BoundNode {
    let node: BatchNormalizationNode
    let source: Memory
    let destination: Memory
    /// nil for inference.
    var moments: NormalizationMoments?

    var layer: String { node.layer }
    var isTrained: Bool { true }

    func bindBackward(_ gradient: Gradient, needsSource: Bool, giver: String, with binder: inout BackwardBinder)
        throws(OneDNNError) -> Gradient?
    {
        guard let moments, let scale = binder.parameters.slot(.scale, of: layer),
            let shift = binder.parameters.slot(.shift, of: layer)
        else { return nil }
        let vector = scale.gradient.descriptor
        let gradients = NormalizationGradients(
            moments, of: gradient.memory, scale: scale.gradient, shift: shift.gradient,
            totals: (
                try binder.allocator.memory(vector, for: layer), try binder.allocator.memory(vector, for: layer)
            ))
        binder.append(gradients.step)
        guard needsSource else { return binder.consume(gradient) }
        let next = try binder.take(node.source, for: giver)
        binder.append(gradients.meeting)
        binder.append(gradients.sourceStep(to: next))
        return binder.replace(gradient, by: next)
    }
}
