/// lr(t) = lr
public struct Constant: Schedule, Equatable {
    /// From 0.
    public let lr: Double

    /// - Throws: `ScheduleError.invalid` where `lr` is not a number from 0.
    public init(lr: Double) throws(ScheduleError) {
        var check = ParameterCheck()
        check.notNegative("lr", lr)
        try check.finish()
        self.lr = lr
    }

    public var lrRange: ClosedRange<Double> { lr...lr }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        return ScheduledValues(lr: lr)
    }
}
