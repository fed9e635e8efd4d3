public import Schedules

/// Sets a schedule's values before each batch, and lets a schedule that observes validations know their losses.
public final class ScheduleCallback: ResumableCallback {
    /// The schedule, in the state after the validations so far: a resumed training begins with it.
    public private(set) var schedule: any Schedule
    /// What a schedule that observes validations has observed, in order.
    private var observed: [(loss: Double, step: Int)] = []

    /// Trains under `schedule`.
    public init(_ schedule: any Schedule) { self.schedule = schedule }

    /// Sets the step's values.
    public func batchBegin(_ state: TrainingState) throws {
        state.values = schedule.over(steps: state.totalSteps)[state.step]
    }

    /// Gives the loss of the validation to the schedule.
    public func epochEnd(_ state: TrainingState) throws {
        guard let validation = state.validation, schedule.observesValidations else { return }
        observe(validation.loss, after: state.step - 1, of: state.totalSteps)
    }

    private func observe(_ loss: Double, after step: Int, of total: Int) {
        inform(&schedule, ofLoss: loss, after: step, of: total)
        observed.append((loss, step))
    }

    // MARK: Resuming

    /// "schedule"
    public var resumeName: String { "schedule" }

    /// The observed losses with their steps. A schedule that observes no validations needs no state.
    public func save() -> CallbackState {
        CallbackState(numbers: ["losses": observed.map(\.loss), "steps": observed.map { Double($0.step) }])
    }

    /// Lets the schedule observe the losses again.
    public func restore(_ saved: CallbackState, _ state: TrainingState) throws {
        let losses = try saved.numbers("losses", of: self)
        let steps = try saved.numbers("steps", of: self).compactMap { Int(exactly: $0) }
        guard losses.count == steps.count, steps.allSatisfy({ (0..<state.totalSteps).contains($0) }) else {
            throw TrainingPointError.callback(resumeName)
        }
        for (loss, step) in zip(losses, steps) { observe(loss, after: step, of: state.totalSteps) }
    }
}
