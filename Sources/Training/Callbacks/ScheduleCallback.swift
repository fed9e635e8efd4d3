public import Schedules

/// Puts a schedule's values into force before each batch.
public final class ScheduleCallback: Callback {
    private let schedule: any Schedule

    public init(_ schedule: any Schedule) { self.schedule = schedule }

    public func batchBegin(_ state: TrainingState) throws {
        state.values = try schedule.values(at: state.step, of: state.totalSteps)
    }
}
