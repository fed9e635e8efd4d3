/// lr(t) = lr
///
/// Step 0 trains at `lr`, as does every other.
public struct Constant: Schedule, Equatable {
    /// Learning rate of every step, from 0.
    public let lr: Double

    /// A constant learning rate.
    /// - Throws: `ScheduleError.invalid` if `lr` is not a number from 0.
    public init(lr: Double) throws(ScheduleError) {
        var check = ParameterCheck()
        check.require("lr", lr, in: .notNegative)
        try check.finish()
        self.lr = lr
    }

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> { lr...lr }

    /// The values of step `step` of `total`, by the formula above.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        return ScheduledValues(lr: lr)
    }
}
