import Datasets
public import Networks
import OneDNN

/// What a run's memory comes to, by what could be made smaller; images are not in it.
public struct TrainingMemory: Sendable, Equatable {
    /// Values, gradients and the optimizer's state, and the copies that the model file is written from.
    public var parameters: MemoryNeed
    /// Activations and gradients of the training batches.
    public var training: MemoryNeed
    /// Activations of the validation batches.
    public var validation: MemoryNeed

    public init(parameters: MemoryNeed, training: MemoryNeed, validation: MemoryNeed) {
        self.parameters = parameters
        self.training = training
        self.validation = validation
    }

    /// All of it, by layer.
    public var need: MemoryNeed { parameters + training + validation }
}

extension TrainingSetup {
    /// The memory that a run takes, told without making any of it.
    /// - Parameters:
    ///   - steps: length of the run.
    ///   - isRangeTest: whether it is a range test, which does not write a model.
    ///   - loss: what a range test measures: it validates only where that is the validation's.
    /// - Throws: `OneDNNError`, or `DatasetError` where an epoch would have no step.
    public func memory(
        steps: Int, isRangeTest: Bool, measuring loss: LRFinder.LossSource = .training
    ) throws -> TrainingMemory {
        let order = try order(seed: 0)
        let plan = try MemoryPlan(definition, batchSize: min(batches.size, order.count), on: Engine())
        let copies = 2 + optimizer.statesAParameter + (isRangeTest ? 0 : 2)
        var training = MemoryNeed()
        for size in order.batchSizes(of: steps) {
            training = try training + plan.executable(batchSize: size, .training)
        }
        var validation = MemoryNeed()
        let validated = !isRangeTest ? data.valid.count : loss == .validation ? rangeTestImages : 0
        for size in Evaluator.batchSizes(of: validated, batchSize: batches.validSize) {
            validation = try validation + plan.executable(batchSize: size, .inference)
        }
        return TrainingMemory(parameters: plan.parameters * copies, training: training, validation: validation)
    }
}

extension Evaluator {
    /// The memory that a pass of a network takes whose weights were read from a file, told without making any of it.
    /// - Parameter count: images of the pass.
    /// - Throws: `OneDNNError`.
    public static func memory(of definition: NetworkDefinition, count: Int, batchSize: Int) throws -> TrainingMemory {
        let plan = try MemoryPlan(definition, batchSize: batchSize, on: Engine())
        var validation = MemoryNeed()
        for size in batchSizes(of: count, batchSize: batchSize) {
            validation = try validation + plan.executable(batchSize: size, .inference)
        }
        // Values, gradients, what was read, and the file itself.
        return TrainingMemory(parameters: plan.parameters * 4, training: MemoryNeed(), validation: validation)
    }
}

extension OptimizerConfiguration {
    /// Numbers it remembers of each parameter.
    fileprivate var statesAParameter: Int {
        switch self {
        case .sgd: 1
        case .adam, .adamW: 2
        }
    }
}
