public import Schedules

/// Something that takes part in a training: sets hyperparameters, records, reports, or ends it.
///
/// Callbacks are called in the order in which they are given. `batchBegin` and `batchEnd` run inside the step loop, where
/// nothing is allocated and nothing formatted.
public protocol Callback: AnyObject {
    /// Before the first step.
    func trainBegin(_ state: TrainingState) throws
    /// Before a batch is trained: the place to set `state.values`.
    func batchBegin(_ state: TrainingState) throws
    /// After a batch's update; `state.loss` and `state.accuracy` are the batch's, from before the update.
    func batchEnd(_ state: TrainingState) throws
    /// After an epoch's validation, `state.validation`, and after the last step where that is not an epoch's last.
    func epochEnd(_ state: TrainingState) throws
    /// After the last step, whether all were made or a callback stopped the training; not where an error ended it.
    func trainEnd(_ state: TrainingState) throws
}

extension Callback {
    public func trainBegin(_ state: TrainingState) throws {}
    public func batchBegin(_ state: TrainingState) throws {}
    public func batchEnd(_ state: TrainingState) throws {}
    public func epochEnd(_ state: TrainingState) throws {}
    public func trainEnd(_ state: TrainingState) throws {}
}

/// Where a training stands. Callbacks read it, set `values` and may ask for an end.
public final class TrainingState {
    /// Steps of the whole training, and of a whole epoch.
    public let totalSteps: Int
    public let stepsPerEpoch: Int
    /// The step in work, from 0.
    public internal(set) var step = 0
    /// The epoch in work, from 0.
    public internal(set) var epoch = 0
    /// Mean cross-entropy of the last batch, in nats.
    public internal(set) var loss = Double.nan
    /// Share of the last batch that was classified right.
    public internal(set) var accuracy = Double.nan
    /// The last validation.
    public internal(set) var validation: Validation?
    /// Seconds the last epoch took, its training and its validation.
    public internal(set) var epochSeconds = 0.0
    /// The hyperparameters for the batch in work.
    public var values = ScheduledValues(lr: 0)
    /// The hyperparameters that the last batch was trained with, read back from the optimizer.
    public internal(set) var inForce = ScheduledValues.none
    /// Set by whoever ends the training after the batch in work.
    public private(set) var isStopped = false

    init(totalSteps: Int, stepsPerEpoch: Int) {
        self.totalSteps = totalSteps
        self.stepsPerEpoch = stepsPerEpoch
    }

    /// Set by whoever ends the epoch after the batch in work.
    var isEpochStopped = false

    /// Ends the training after the batch in work.
    public func stop() { isStopped = true }

    /// Ends the epoch after the batch in work: validation follows, then the next epoch with an order of its own. The number
    /// of steps stays.
    public func stopEpoch() { isEpochStopped = true }
}

/// What a pass over the validation set gave.
public struct Validation: Sendable, Equatable {
    /// Mean cross-entropy, in nats.
    public var loss: Double
    /// Share that was classified right, 0...1.
    public var accuracy: Double
}
