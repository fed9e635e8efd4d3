import Datasets
public import Networks
import OneDNN
import Schedules

/// Trains one model: gather a batch, forward, loss, backward, optimizer; validate after each epoch.
///
/// What happens besides is the callbacks'. The step loop allocates nothing and formats nothing.
public final class Trainer {
    /// The model, whose parameters are the trained ones after `train`.
    public let model: Model

    private let setup: TrainingSetup
    private let order: BatchOrder
    private let optimizer: any Optimizer
    private var batches: [Int: BoundBatch] = [:]
    private var profiled: (profiler: Profiler, optimizer: Int)?

    /// A fresh model and optimizer.
    /// - Throws: `OneDNNError` or `DatasetError`.
    public init(_ setup: TrainingSetup, seed: UInt64) throws {
        self.setup = setup
        order = try setup.order(seed: seed)
        let batchSize = min(setup.batches.size, order.count)
        model =
            switch setup.weights {
            case .drawn(let initializer):
                try Model(setup.definition, initializer: initializer, seed: seed, batchSize: batchSize)
            case .given(let state): try Model(setup.definition, state: state, batchSize: batchSize)
            }
        optimizer = setup.optimizer.makeOptimizer(for: model.parameters)
    }

    /// Steps of a whole epoch.
    public var stepsPerEpoch: Int { order.stepsPerEpoch }

    /// Trains `steps` steps, or until a callback stops it.
    /// - Parameters:
    ///   - validating: whether each epoch, and the training, ends with a pass over the validation set.
    ///   - profiler: times every step of the network, the gathering, the loss and the optimizer.
    /// - Throws: what oneDNN or a callback throws.
    public func train(
        steps: Int, validating: Bool = true, profiler: Profiler? = nil, callbacks: [any Callback]
    ) throws {
        let state = TrainingState(totalSteps: steps, stepsPerEpoch: stepsPerEpoch)
        let evaluator =
            validating
            ? try Evaluator(
                model, on: setup.data.valid, scaling: setup.data.scaling, batchSize: setup.batches.validSize,
                profiler: profiler)
            : nil
        for size in order.batchSizes(of: steps) where batches[size] == nil {
            batches[size] = try BoundBatch(
                model, on: setup.data.train, scaling: setup.data.scaling, size: size, .training,
                augmentation: setup.batches.augmentation, profiler: profiler)
        }
        profiled = profiler.map { ($0, $0.register("optimizer, \(model.parameters.floatCount) parameters")) }
        var indices = order.makeIndices()
        for callback in callbacks { try callback.trainBegin(state) }

        while state.step < steps, !state.isStopped {
            let clock = ContinuousClock()
            let start = clock.now
            order.fill(&indices, epoch: state.epoch)
            state.isEpochStopped = false
            var place = 0
            while state.step < steps, place < stepsPerEpoch, !state.isStopped, !state.isEpochStopped {
                try trainBatch(place, state, indices, callbacks)
                state.step += 1
                place += 1
            }
            if let evaluator { state.validation = try evaluator.validate() }
            state.epochSeconds = (clock.now - start) / .seconds(1)
            for callback in callbacks { try callback.epochEnd(state) }
            state.epoch += 1
        }
        for callback in callbacks { try callback.trainEnd(state) }
    }

    /// - Parameter place: the batch's among those of the epoch.
    private func trainBatch(
        _ place: Int, _ state: TrainingState, _ indices: [Int32], _ callbacks: [any Callback]
    ) throws {
        let range = order.batch(place)
        guard let batch = batches[range.count] else { preconditionFailure("batches of every size were made") }
        for callback in callbacks { try callback.batchBegin(state) }
        let sums = try indices.withUnsafeBufferPointer {
            try batch.evaluate(
                UnsafeBufferPointer(rebasing: $0[range]), seed: order.seed, epoch: state.epoch, step: state.step)
        }
        state.loss = sums.loss / Double(range.count)
        state.accuracy = Double(sums.correct) / Double(range.count)
        if let profiled {
            profiled.profiler.measure(profiled.optimizer) { optimizer.step(model.parameters, state.values) }
        } else {
            optimizer.step(model.parameters, state.values)
        }
        state.inForce = optimizer.inForce
        for callback in callbacks { try callback.batchEnd(state) }
    }
}
