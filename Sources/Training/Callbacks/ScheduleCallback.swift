public import Schedules

/// Puts a schedule's values into force before each batch.
public final class ScheduleCallback: Callback {
    private let schedule: any Schedule
    /// The one schedule with a state: it hears of validations, and its rate takes the place of the schedule's.
    private var plateau: Plateau?

    public init(_ schedule: any Schedule) {
        self.schedule = schedule
        plateau = (schedule as? Hyperparameters).map { $0.lr as? Plateau } ?? schedule as? Plateau
    }

    public func batchBegin(_ state: TrainingState) throws {
        state.values = try schedule.values(at: state.step, of: state.totalSteps)
        if let plateau { state.values.lr = plateau.lr }
    }

    public func epochEnd(_ state: TrainingState) throws {
        if let validation = state.validation { plateau?.observe(loss: validation.loss) }
    }
}
