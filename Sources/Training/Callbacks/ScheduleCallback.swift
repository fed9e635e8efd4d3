public import Schedules

/// Sets a schedule's values before each batch, and lets a schedule that observes validations know their losses.
public final class ScheduleCallback: Callback {
    /// The schedule, in the state after the validations so far: a resumed training begins with it.
    public private(set) var schedule: any Schedule

    /// Trains under `schedule`.
    public init(_ schedule: any Schedule) { self.schedule = schedule }

    /// Sets the step's values.
    public func batchBegin(_ state: TrainingState) throws {
        state.values = schedule.over(steps: state.totalSteps)[state.step]
    }

    /// Gives the loss of the validation to the schedule.
    public func epochEnd(_ state: TrainingState) throws {
        guard let validation = state.validation else { return }
        inform(&schedule, ofLoss: validation.loss, after: state.step - 1, of: state.totalSteps)
    }
}
