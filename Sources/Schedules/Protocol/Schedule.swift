/// A policy: the hyperparameters as a pure function of the step t and the number of steps T.
///
/// Values depend on nothing else, so any order of steps gives the same ones, and a resumed training needs no state. A
/// schedule that acts on validations (`ValidationObserving`) is the exception. A schedule of one's own implements `formula`
/// alone, or is a `ClosureSchedule`. Its parameters are checked when it is made; `over(steps:)` then cannot fail:
///
///     let schedule = try OneCycle(lrMax: 0.1)
///     for values in schedule.over(steps: 386) { print(values.lr) }
public protocol Schedule: Sendable {
    /// The values that batch t of T is trained with.
    /// - Precondition: 0 <= `step` < `total`. Callers go through `over(steps:)` or `values(at:of:)`, which check it.
    func formula(at step: Int, of total: Int) -> ScheduledValues

    /// A range that holds every learning rate of the schedule, for every step and number of steps. Default: all from 0.
    var lrRange: ClosedRange<Double> { get }

    /// The hyperparameters that it moves besides the learning rate. Default: those of its first value.
    var moves: MovedHyperparameters { get }

    /// The parts of a training of `total` steps, in order and none of them empty, for a figure to shade. Steps after the
    /// schedule's end belong to no part. Empty if the schedule has no parts or more than `Phase.maxCount`. Default: empty.
    func phases(of total: Int) -> [Phase]

    /// Issues with this schedule over `total` steps. Default: empty.
    func issues(over total: Int) -> [ScheduleIssue]
}

/// A schedule that acts on validations, as `Plateau` does: its values hold until the next one.
public protocol ValidationObserving: Schedule {
    /// Whether validations change its values. Default: true. A sequence observes them only if one of its parts does.
    var observesValidations: Bool { get }

    /// Takes in the loss of a validation.
    /// - Parameter step: the last step that was trained before the validation.
    mutating func observe(loss: Double, after step: Int, of total: Int)
}

extension ValidationObserving {
    /// Whether validations change its values.
    public var observesValidations: Bool { true }
}

extension Schedule {
    /// All rates from 0.
    public var lrRange: ClosedRange<Double> { 0...Double.greatestFiniteMagnitude }

    /// The hyperparameters of the first value.
    public var moves: MovedHyperparameters {
        let first = formula(at: 0, of: 1)
        return MovedHyperparameters(momentum: first.momentum != nil, weightDecay: first.weightDecay != nil)
    }

    /// No phases.
    public func phases(of total: Int) -> [Phase] { [] }

    /// No issues.
    public func issues(over total: Int) -> [ScheduleIssue] { [] }

    /// The values that batch `step` of `total` is trained with, for steps that are not checked yet.
    /// - Throws: `ScheduleError.outOfRange` outside of 0 ..< `total`: a schedule is never extrapolated.
    @inlinable
    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        guard step >= 0, step < total else { throw .outOfRange(step: step, total: total) }
        return formula(at: step, of: total)
    }

    /// Whether validations change its values.
    public var observesValidations: Bool { (self as? any ValidationObserving)?.observesValidations ?? false }
}

/// Gives the loss of a validation to a schedule that observes validations; any other stays as it is.
/// - Parameter step: the last step that was trained before the validation.
package func inform(_ schedule: inout any Schedule, ofLoss loss: Double, after step: Int, of total: Int) {
    guard var observer = schedule as? any ValidationObserving else { return }
    observer.observe(loss: loss, after: step, of: total)
    schedule = observer
}

/// Whether two schedules of any type are equal; schedules that are not `Equatable` are not.
func areEqual(_ first: any Schedule, _ second: any Schedule) -> Bool {
    func isEqual<Value: Equatable>(_ value: Value) -> Bool { (second as? Value) == value }
    guard let first = first as? any Equatable else { return false }
    return isEqual(first)
}
