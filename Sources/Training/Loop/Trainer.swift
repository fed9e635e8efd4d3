import Datasets
public import Networks
import OneDNN
import Optimizers
import Parallel
import Schedules

/// Trains one model: gather a batch, forward, loss, backward, update; a validation after each epoch.
///
/// Callbacks do the rest. The step loop allocates nothing and formats nothing.
public final class Trainer {
    /// The model; after `train`, with the trained parameters.
    public let model: Model

    private let setup: TrainingSetup
    private let order: BatchOrder
    var optimizer: any Optimizer
    private var updateTimer = WorkTimer()

    /// A new model and a new copy of the setup's optimizer.
    /// - Parameter seed: fixes initial weights, the order of the images, dropout and augmentation.
    /// - Throws: `OneDNNError`, `DatasetError`, or `NetworkError` for a precision that this CPU does not support.
    public init(_ setup: TrainingSetup, seed: UInt64) throws {
        try setup.definition.precision.requireSupport()
        self.setup = setup
        order = try setup.order(seed: seed)
        let batchSize = min(setup.batches.size, order.count)
        model =
            switch setup.weights {
            case .drawn(let initializer):
                try Model(
                    setup.definition, initializer: initializer, seed: seed, batchSize: batchSize, threads: setup.threads
                )
            case .given(let state):
                try Model(setup.definition, state: state, batchSize: batchSize, threads: setup.threads)
            }
        optimizer = setup.optimizer
        optimizer.prepare(parameterCount: model.parameters.floatCount)
    }

    /// Steps of a whole epoch.
    public var stepsPerEpoch: Int { order.stepsPerEpoch }

    /// Trains `steps` steps, or until a callback stops it.
    /// - Parameters:
    ///   - steps: number of steps, from 0.
    ///   - validating: whether each epoch, and the training, ends with a pass over the validation set.
    ///   - point: where to resume; nil: begin at the first step. The trainer must be new, with setup and seed of the
    ///     training that gave the point.
    ///   - pauses: may pause the training between batches, to take a point or to end it.
    ///   - profiler: times every operation of the network, the gathering, the loss and the update.
    ///   - callbacks: called in this order; a `ScheduleCallback` among them sets the learning rate.
    /// - Throws: errors of oneDNN and of the callbacks, and `TrainingPointError`.
    public func train(
        steps: Int, validating: Bool = true, from point: consuming TrainingPoint? = nil,
        pauses: (any TrainingPauses)? = nil,
        profiler: Profiler? = nil, callbacks: [any Callback]
    ) throws {
        let state = TrainingState(totalSteps: steps, stepsPerEpoch: stepsPerEpoch)
        let evaluator =
            validating
            ? try Evaluator(
                model, on: setup.data.valid, scaling: setup.data.scaling, batchSize: setup.batches.validSize,
                profiler: profiler)
            : nil
        let batch = try BoundBatch(
            model, on: setup.data.train, scaling: setup.data.scaling, whole: order.batch(0).count,
            sizes: order.batchSizes(of: steps), .training, augmentation: setup.batches.augmentation, profiler: profiler)
        updateTimer = WorkTimer(profiler, "optimizer, \(model.parameters.floatCount) parameters")
        var indices = order.makeIndices()
        if let point { try restore(point, state, callbacks) }
        point = nil
        for callback in callbacks { try callback.trainBegin(state) }

        while state.step < steps, !state.isStopped {
            state.epochStart = ContinuousClock.now
            order.fill(&indices, epoch: state.epoch)
            while state.step < steps, state.batch < stepsPerEpoch, !state.isStopped, !state.isEpochStopped {
                try train(batch, state, indices, callbacks)
                state.step += 1
                state.batch += 1
                if try leaves(state, pauses, callbacks) { return }
            }
            if let evaluator { state.validation = try evaluator.validate() }
            state.epochSeconds = state.secondsOfEpoch
            for callback in callbacks { try callback.epochEnd(state) }
            state.beginEpoch(state.epoch + 1)
            if try leaves(state, pauses, callbacks) { return }
        }
        for callback in callbacks { try callback.trainEnd(state) }
    }

    private func train(
        _ batch: BoundBatch, _ state: TrainingState, _ indices: [Int32], _ callbacks: [any Callback]
    ) throws {
        let range = order.batch(state.batch)
        for callback in callbacks { try callback.batchBegin(state) }
        let values = optimizer.completing(state.values)

        batch.gather(indices[range], seed: order.seed, epoch: state.epoch)
        try batch.forward(seed: order.seed, step: state.step)
        let sums = batch.loss()
        try batch.backward()
        update(values)

        state.loss = sums.loss / Double(range.count)
        state.accuracy = Double(sums.correct) / Double(range.count)
        state.appliedValues = values
        for callback in callbacks { try callback.batchEnd(state) }
    }

    /// Moves the parameters against their gradients.
    private func update(_ values: ScheduledValues) {
        updateTimer {
            model.team.sharingLoops {
                optimizer.step(model.parameters.valueBuffer, gradients: model.parameters.gradientBuffer, values)
            }
        }
    }
}
