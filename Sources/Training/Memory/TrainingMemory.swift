import Datasets
public import Networks
import OneDNN

/// The memory of a run in bytes, by the setting that would reduce it; without the images.
public struct TrainingMemory: Sendable, Equatable {
    /// Values, gradients, the optimizer's state, and the copies from which the model file is written.
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
    /// - Throws: `OneDNNError`, or `DatasetError` if an epoch would have no step.
    public func memory(
        steps: Int, isRangeTest: Bool, measuring loss: LRFinder.LossSource = .training,
        takesPoints: Bool = false
    ) throws -> TrainingMemory {
        let order = try order(seed: 0)
        let plan = try MemoryPlan(definition, batchSize: min(batches.size, order.count), on: Engine())
        // The model file is written after the last point, so the larger of both counts.
        let states = optimizer.statesPerParameter
        let copies = 2 + states + max(isRangeTest ? 0 : 2, takesPoints ? 2 + states : 0)
        var training = MemoryNeed()
        for size in order.batchSizes(of: steps) {
            training = try training + plan.network(batchSize: size, .training)
        }
        var validation = MemoryNeed()
        let validated = !isRangeTest ? data.valid.count : loss == .validation ? rangeTestImages : 0
        for size in Evaluator.batchSizes(of: validated, batchSize: batches.validSize) {
            validation = try validation + plan.network(batchSize: size, .inference)
        }
        return TrainingMemory(parameters: plan.parameters * copies, training: training, validation: validation)
    }
}

extension Evaluator {
    /// The memory of a pass with weights from a file, computed before any is allocated.
    /// - Parameter count: images of the pass.
    /// - Throws: `OneDNNError`.
    public static func memory(of definition: NetworkDefinition, count: Int, batchSize: Int) throws -> TrainingMemory {
        let plan = try MemoryPlan(definition, batchSize: batchSize, on: Engine())
        var validation = MemoryNeed()
        for size in batchSizes(of: count, batchSize: batchSize) {
            validation = try validation + plan.network(batchSize: size, .inference)
        }
        // Values, gradients, the tensors that were read, and the file itself.
        return TrainingMemory(parameters: plan.parameters * 4, training: MemoryNeed(), validation: validation)
    }
}
