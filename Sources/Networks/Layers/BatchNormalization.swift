import OneDNN

/// y = scale (x - mean) / sqrt(variance + 1e-5) + shift, for each channel (Ioffe and Szegedy, arXiv 1502.03167)
///
/// In training by the batch's mean and variance, in evaluation by running ones of momentum 0.1.
struct BatchNormalization: LayerRule {
    static let epsilon: Float = 1e-5

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
        let fusesReLU = place.following == .relu
        let operation = try PrimitiveDescriptor.batchNormalization(
            planner.propagation, data: place.source, epsilon: Self.epsilon, fusesReLU: fusesReLU, on: planner.engine)
        let node = BatchNormalizationNode(
            layer: place.path, operation: operation, fusesReLU: fusesReLU, source: place.source)
        return PlannedLayer(nodes: [node], includesFollowing: fusesReLU)
    }
}

/// A planned batch normalization and the ReLU that is computed with it.
private struct BatchNormalizationNode: Node {
    let layer: String
    let operation: PrimitiveDescriptor
    let fusesReLU: Bool
    let source: MemoryDescriptor

    var destination: MemoryDescriptor { source }
    var leavesResultFree: Bool { !fusesReLU }

    func bind(_ source: Memory, mayOverwrite: Bool, with binder: inout ForwardBinder) throws(OneDNNError)
        -> any BoundNode
    {
        var bound = BoundBatchNormalization(
            node: self, source: source, destination: try binder.allocator.memory(destination, for: layer))
        guard let running = binder.parameters.statistics(of: layer) else { return bound }
        let arguments = binder.parameters.scaleAndShift(of: layer)
        switch binder.propagation {
        case .inference:
            bound.workspace = try binder.execute(
                operation, source: source, destination: bound.destination,
                arguments + [(.mean, running.mean), (.variance, running.variance)], of: layer)
        case .training:
            let mean = try binder.allocator.memory(running.mean.descriptor, for: layer)
            let variance = try binder.allocator.memory(running.mean.descriptor, for: layer)
            bound.statistics = (mean, variance)
            bound.workspace = try binder.execute(
                operation, source: source, destination: bound.destination,
                arguments + [(.mean, mean), (.variance, variance)], of: layer)
            let count = self.source.dims.reduce(1, *) / self.source.dims[1]
            binder.append(RunningStatisticsStep(running, mean: mean, variance: variance, count: count))
        }
        return bound
    }
}

/// A batch normalization's gradients.
private struct BoundBatchNormalization: BoundNode {
    let node: BatchNormalizationNode
    let source: Memory
    let destination: Memory
    /// The batch's.
    var statistics: (mean: Memory, variance: Memory)?
    /// The signs that a fused ReLU keeps.
    var workspace: Memory?

    var layer: String { node.layer }
    var isTrained: Bool { true }

    func bindBackward(_ gradient: Gradient, needsSource: Bool, giver: String, with binder: inout BackwardBinder)
        throws(OneDNNError) -> Gradient?
    {
        guard let statistics, let scale = binder.parameters.slot(.scale, of: layer),
            let shift = binder.parameters.slot(.shift, of: layer)
        else { return nil }
        let operation = try PrimitiveDescriptor.batchNormalizationBackward(
            data: node.source, epsilon: BatchNormalization.epsilon, fusesReLU: node.fusesReLU, forward: node.operation,
            on: binder.engine)
        let next = try binder.take(node.source, for: giver)
        var arguments: [(Execution.Argument, Memory)] = [
            (.source, source), (.mean, statistics.mean), (.variance, statistics.variance), (.scale, scale.value),
            (.diffDestination, gradient.memory), (.diffSource, next), (.diffScale, scale.gradient),
            (.diffShift, shift.gradient),
        ]
        if PrimitiveDescriptor.batchNormalizationBackwardTakesShift { arguments.append((.shift, shift.value)) }
        if let workspace { arguments.append((.workspace, workspace)) }
        try binder.execute(operation, arguments)
        return binder.replace(gradient, by: next)
    }
}

/// running = 0.9 running + 0.1 batch, with the batch's variance made unbiased, as in PyTorch.
private final class RunningStatisticsStep: Step {
    let purpose: String
    var implementation: String { "onecycle" }
    var flops: Double { 0 }
    var buffers: [AlignedBuffer] { [running.mean, running.variance, mean, variance].map(\.buffer) }
    private let running: RunningStatistics
    private let mean: Memory
    private let variance: Memory
    private let correction: Float

    /// - Parameter count: number of values behind each channel's statistics.
    init(_ running: RunningStatistics, mean: Memory, variance: Memory, count: Int) {
        self.running = running
        self.mean = mean
        self.variance = variance
        correction = count > 1 ? Float(count) / Float(count - 1) : 1
        purpose = "running statistics of \(running.normalization.channels) channels"
    }

    func callAsFunction() throws(OneDNNError) {
        for channel in 0..<running.normalization.channels {
            let runningMean = running.mean.floats[channel]
            let runningVariance = running.variance.floats[channel]
            running.mean.floats[channel] = 0.9 * runningMean + 0.1 * mean.floats[channel]
            running.variance.floats[channel] = 0.9 * runningVariance + 0.1 * (variance.floats[channel] * correction)
        }
    }
}
