/// lr(t) = lr (startFactor + (endFactor - startFactor) t / over), and lr endFactor from t = over on: PyTorch's `LinearLR`.
public struct LinearSchedule: Schedule, Equatable {
    /// What the factors are of, from 0.
    public let lr: Double
    private let leg: Leg
    private let over: Length

    /// - Parameters:
    ///   - startFactor: of the first step, 0...1.
    ///   - endFactor: from step `over` on, 0...1.
    ///   - over: the whole training unless said.
    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(
        lr: Double, startFactor: Double = 1.0 / 3, endFactor: Double = 1, over: Length = .fraction(1)
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        check.notNegative("lr", lr)
        check.between("start_factor", startFactor, 0, 1)
        check.between("end_factor", endFactor, 0, 1)
        check.length("over", over)
        try check.finish()
        self.lr = lr
        self.over = over
        leg = Leg(.linear, lr: Ramp(from: lr * startFactor, to: lr * endFactor))
    }

    public var lrRange: ClosedRange<Double> { min(leg.lr.start, leg.lr.end)...max(leg.lr.start, leg.lr.end) }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        let over = over.steps(of: total)
        return step < over ? leg.values(at: Double(step) / Double(over)) : ScheduledValues(lr: leg.lr.end)
    }

    /// "linear", then "constant".
    public func phases(of total: Int) -> [Phase] {
        Phase.list(["linear", "constant"], endingAt: [over.steps(of: total), .max], of: total)
    }

    /// `.tooLong` where `over` is longer than the training.
    public func misfits(in total: Int) -> [Misfit] { over.misfits(in: total, key: "over") }
}
