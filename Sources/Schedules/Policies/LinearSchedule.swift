/// lr(t) = lr (startFactor + (endFactor - startFactor) min(t / over, 1))
///
/// PyTorch's `LinearLR`. Step 0 trains at lr startFactor, step `over` is the first at lr endFactor.
public struct LinearSchedule: Schedule, Equatable {
    /// The learning rate that the factors scale, from 0.
    public let lr: Double
    private let segment: Segment
    private let over: Length

    /// Factor of the first step unless given: 1/3, as in PyTorch.
    public static let defaultStartFactor = 1.0 / 3

    /// - Parameters:
    ///   - lr: the learning rate that the factors scale, from 0.
    ///   - startFactor: factor of the first step, 0...1.
    ///   - endFactor: factor from step `over` on, 0...1.
    ///   - over: length of the way; the whole training by default.
    /// - Throws: `ScheduleError.invalid` with every bad parameter.
    public init(
        lr: Double, startFactor: Double = LinearSchedule.defaultStartFactor, endFactor: Double = 1,
        over: Length = .fraction(1)
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        check.require("lr", lr, in: .notNegative)
        check.require("start_factor", startFactor, in: .share)
        check.require("end_factor", endFactor, in: .share)
        check.require("over", over, in: .fromZero)
        try check.finish()
        self.lr = lr
        self.over = over
        segment = Segment(.linear, lr: Interpolation(from: lr * startFactor, to: lr * endFactor))
    }

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> {
        min(segment.lr.start, segment.lr.end)...max(segment.lr.start, segment.lr.end)
    }

    /// The values of step `step` of `total`, by the formula above.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        let over = over.steps(of: total)
        return step < over ? segment.values(at: Double(step) / Double(over)) : ScheduledValues(lr: segment.lr.end)
    }

    /// "linear", then "constant".
    public func phases(of total: Int) -> [Phase] {
        Phase.list(["linear", "constant"], endingAt: [over.steps(of: total), .max], of: total)
    }

    /// `.tooLong` if `over` is longer than the training.
    public func issues(over total: Int) -> [ScheduleIssue] { over.issues(over: total, key: "over") }
}
