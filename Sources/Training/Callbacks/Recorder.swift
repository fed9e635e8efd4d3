import Schedules
import Statistics

/// Keeps the raw values of every step and every epoch.
public final class Recorder: Callback {
    /// The values so far.
    public private(set) var history = History()
    private var smooth = ExponentialAverage(beta: 0.98)

    /// An empty record.
    public init() {}

    /// Reserves memory for all rows.
    public func trainBegin(_ state: TrainingState) throws {
        history.steps.reserveCapacity(state.totalSteps)
        history.epochs.reserveCapacity(state.totalSteps / max(1, state.stepsPerEpoch) + 1)
    }

    /// Adds a row of the step.
    public func batchEnd(_ state: TrainingState) throws {
        smooth.add(state.loss)
        history.steps.append(
            StepRecord(
                step: state.step, epoch: state.epoch, lr: state.appliedValues.lr,
                momentum: state.appliedValues.momentum,
                weightDecay: state.values.weightDecay == nil ? nil : state.appliedValues.weightDecay, loss: state.loss,
                accuracy: state.accuracy))
    }

    /// Adds a row of the epoch.
    public func epochEnd(_ state: TrainingState) throws {
        guard let validation = state.validation else { return }
        history.epochs.append(
            EpochRecord(
                epoch: state.epoch, trainLoss: smooth.value, validLoss: validation.loss, accuracy: validation.accuracy,
                seconds: state.epochSeconds))
    }
}
