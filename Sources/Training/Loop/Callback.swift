public import Schedules

/// Takes part in a training: sets hyperparameters, records, reports, or stops it. Every method has an empty default.
///
/// A trainer calls its callbacks in the order in which they are given. `batchBegin` and `batchEnd` run inside the step loop,
/// which allocates nothing and formats nothing.
public protocol Callback: AnyObject {
    /// Before the first step.
    func trainBegin(_ state: TrainingState) throws
    /// Before a batch is trained: the place to set `state.values`.
    func batchBegin(_ state: TrainingState) throws
    /// After a batch's update; `state.loss` and `state.accuracy` are the batch's, from before the update.
    func batchEnd(_ state: TrainingState) throws
    /// After an epoch's validation, `state.validation`, and after the last step if the training ends within an epoch.
    func epochEnd(_ state: TrainingState) throws
    /// After the last step, also if a callback stopped the training; not after an error.
    func trainEnd(_ state: TrainingState) throws
}

extension Callback {
    /// Does nothing.
    public func trainBegin(_ state: TrainingState) throws {}
    /// Does nothing.
    public func batchBegin(_ state: TrainingState) throws {}
    /// Does nothing.
    public func batchEnd(_ state: TrainingState) throws {}
    /// Does nothing.
    public func epochEnd(_ state: TrainingState) throws {}
    /// Does nothing.
    public func trainEnd(_ state: TrainingState) throws {}
}

/// The state of a training. Callbacks read it, set `values` and may stop the training.
public final class TrainingState {
    /// Steps of the whole training.
    public let totalSteps: Int
    /// Steps of a whole epoch.
    public let stepsPerEpoch: Int
    /// The current step, from 0.
    public internal(set) var step = 0
    /// The current epoch, from 0.
    public internal(set) var epoch = 0
    /// Mean cross-entropy of the last batch, in nats.
    public internal(set) var loss = Double.nan
    /// Share of the last batch that was classified correctly, 0...1.
    public internal(set) var accuracy = Double.nan
    /// The last validation; nil before the first.
    public internal(set) var validation: Validation?
    /// Seconds of the last epoch's training and validation.
    public internal(set) var epochSeconds = 0.0
    /// The hyperparameters for the current batch, for a callback to set in `batchBegin`.
    public var values = ScheduledValues(lr: 0)
    /// The hyperparameters that the optimizer applied to the last batch: `values`, and its defaults for those that are nil.
    public internal(set) var appliedValues = ScheduledValues(lr: .nan)
    /// Whether the training ends after the current batch.
    public private(set) var isStopped = false

    init(totalSteps: Int, stepsPerEpoch: Int) {
        self.totalSteps = totalSteps
        self.stepsPerEpoch = stepsPerEpoch
    }

    /// Whether the epoch ends after the current batch.
    var isEpochStopped = false

    // The place within the epoch.

    /// Batches of the epoch that were trained.
    var batch = 0
    /// The start of the epoch, or of its part after a resumption.
    var epochStart = ContinuousClock.now
    /// Seconds of the epoch before a resumption.
    var secondsBefore = 0.0

    /// Seconds of the epoch so far.
    var secondsOfEpoch: Double { secondsBefore + (ContinuousClock.now - epochStart) / .seconds(1) }

    func beginEpoch(_ epoch: Int) {
        (self.epoch, batch, secondsBefore, isEpochStopped) = (epoch, 0, 0, false)
        epochStart = ContinuousClock.now
    }

    /// Ends the training after the current batch.
    public func stop() { isStopped = true }

    /// Ends the epoch after the current batch: a validation follows, then the next epoch with an order of its own. The number
    /// of steps stays the same.
    public func stopEpoch() { isEpochStopped = true }
}

/// The result of a pass over the validation set.
public struct Validation: Sendable, Equatable {
    /// Mean cross-entropy, in nats.
    public var loss: Double
    /// Share of the images that was classified correctly, 0...1.
    public var accuracy: Double

    /// A result of these values.
    public init(loss: Double, accuracy: Double) {
        self.loss = loss
        self.accuracy = accuracy
    }
}
