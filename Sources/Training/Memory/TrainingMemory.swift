import Datasets
public import Networks
import OneDNN
import Optimizers
public import RangeTest

/// The memory of a run in bytes, by the setting that would reduce it; without the images.
public struct TrainingMemory: Sendable, Equatable {
    /// Values, gradients of every part of a batch, the optimizer's state, and the copies from which the model file is
    /// written.
    public var parameters: MemoryNeed
    /// Activations and gradients of the training batches.
    public var training: MemoryNeed
    /// Activations of the validation batches.
    public var validation: MemoryNeed

    /// Three parts of a run's memory.
    public init(parameters: MemoryNeed, training: MemoryNeed, validation: MemoryNeed) {
        self.parameters = parameters
        self.training = training
        self.validation = validation
    }

    /// The sum, by layer.
    public var need: MemoryNeed { parameters + training + validation }
}

extension TrainingSetup {
    /// The memory that a run takes, computed before any is allocated.
    /// - Parameters:
    ///   - steps: length of the run.
    ///   - isRangeTest: whether it is a range test, which writes no model.
    ///   - loss: the loss that a range test measures; it validates only for `.validation`.
    ///   - takesPoints: whether points are taken: copies of the parameters and of the optimizer's state.
    /// - Throws: `OneDNNError`, `NetworkError` for a precision that this CPU does not support, or `DatasetError` if an
    ///   epoch would have no step.
    public func memory(
        steps: Int, isRangeTest: Bool, measuring loss: LRFinder.LossSource = .training,
        takesPoints: Bool = false
    ) throws -> TrainingMemory {
        try definition.precision.requireSupport()
        let order = try order(seed: 0)
        let sizes = order.batchSizes(of: steps)
        let parts = BatchParts(of: order.batch(0).count, definition, .training)
        let plan = try MemoryPlan(definition, batchSize: parts.size, on: Engine())
        let otherGradients = max(1, parts.ranges(of: sizes.max() ?? 0).count) - 1
        // The model file is written after the last point, so the larger of both counts.
        let states = optimizer.statesPerParameter
        let written = max(isRangeTest ? 0 : 2, takesPoints ? 2 + states : 0)
        let copies = 2 + otherGradients + states + written
        let training = try plan.memory(of: parts, sizes, .training)
        let validated = !isRangeTest ? data.valid.count : loss == .validation ? rangeTestImages : 0
        // The test follows the last validation, whose memory is free by then.
        let passes = [validated] + (isRangeTest ? [] : [data.test?.count].compactMap { $0 })
        let validation =
            try passes.map { try plan.validation(of: $0, batchSize: batches.validSize, definition) }
            .max { $0.total < $1.total } ?? MemoryNeed()
        return TrainingMemory(parameters: plan.parameters * copies, training: training, validation: validation)
    }
}

extension Evaluator {
    /// The memory of a pass with weights from a file, computed before any is allocated.
    /// - Parameter count: images of the pass.
    /// - Throws: `OneDNNError`, or `NetworkError` for a precision that this CPU does not support.
    public static func memory(of definition: NetworkDefinition, count: Int, batchSize: Int) throws -> TrainingMemory {
        try definition.precision.requireSupport()
        let parts = BatchParts(of: batchSize, definition, .training)
        let plan = try MemoryPlan(definition, batchSize: parts.size, on: Engine())
        let validation = try plan.validation(of: count, batchSize: batchSize, definition)
        // Values, gradients, the tensors that were read, and the file itself.
        return TrainingMemory(parameters: plan.parameters * 4, training: MemoryNeed(), validation: validation)
    }
}

extension MemoryPlan {
    /// The memory of batches of some sizes, which share their whole parts.
    fileprivate func memory(of parts: BatchParts, _ sizes: Set<Int>, _ propagation: Propagation) throws(OneDNNError)
        -> MemoryNeed
    {
        var need = MemoryNeed()
        for range in Set(sizes.flatMap { parts.ranges(of: $0) }) {
            need = need + (try network(batchSize: range.count, propagation))
        }
        return need
    }

    /// The memory of a pass over `count` images.
    fileprivate func validation(of count: Int, batchSize: Int, _ definition: NetworkDefinition) throws(OneDNNError)
        -> MemoryNeed
    {
        try memory(
            of: BatchParts(of: batchSize, definition, .inference),
            Set(Evaluator.batchSizes(of: count, batchSize: batchSize)), .inference)
    }
}
