/// Any function of the step t and the number of steps T.
///
///     let schedule = ClosureSchedule { t, total in 0.1 * (1 - Double(t) / Double(total)) }
public struct ClosureSchedule: Schedule {
    private let function: @Sendable (_ step: Int, _ total: Int) -> ScheduledValues

    /// A schedule of learning rates.
    /// - Parameter lr: the learning rate of step t, 0 ..< T, in a training of T steps; from 0.
    public init(_ lr: @escaping @Sendable (_ step: Int, _ total: Int) -> Double) {
        function = { ScheduledValues(lr: lr($0, $1)) }
    }

    /// A schedule of several hyperparameters.
    /// - Parameter values: those of step t, 0 ..< T, in a training of T steps.
    public init(values: @escaping @Sendable (_ step: Int, _ total: Int) -> ScheduledValues) { function = values }

    /// The closure's values.
    public func formula(at step: Int, of total: Int) -> ScheduledValues { function(step, total) }
}
