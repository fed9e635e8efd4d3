public import Schedules

/// Puts a schedule's values into force before each batch, and tells the schedule of validations.
public final class ScheduleCallback: Callback {
    /// As the validations so far have left it: a training that goes on from here begins with it.
    public private(set) var schedule: any Schedule

    public init(_ schedule: any Schedule) { self.schedule = schedule }

    public func batchBegin(_ state: TrainingState) throws {
        state.values = try schedule.values(at: state.step, of: state.totalSteps)
    }

    public func epochEnd(_ state: TrainingState) throws {
        guard let validation = state.validation else { return }
        schedule.observe(loss: validation.loss, after: state.step - 1, of: state.totalSteps)
    }
}
