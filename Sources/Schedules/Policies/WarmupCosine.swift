/// lr(t) = lrStart + (lr - lrStart) t / w for t < w, then lrEnd + (lr - lrEnd) (1 + cos(pi (t - w) / (T - w))) / 2
///
/// optax's `warmup_cosine_decay_schedule`. Step w = warmup is the first at the peak; `lrEnd` would be the value of step T.
public struct WarmupCosine: Schedule, Equatable {
    /// The peak, from 0.
    public let lr: Double
    private let warmup: Length
    private let up: Segment
    private let down: Segment

    /// - Parameters:
    ///   - lr: the peak, from 0.
    ///   - lrStart: the rate of the first step, 0...lr.
    ///   - warmup: w, length of the way up, from 0.
    ///   - lrEnd: the limit of the way down, 0...lr.
    /// - Throws: `ScheduleError.invalid` with every bad parameter.
    public init(lr: Double, lrStart: Double = 0, warmup: Length, lrEnd: Double = 0) throws(ScheduleError) {
        var check = ParameterCheck()
        check.require("lr", lr, in: .notNegative)
        check.lower("lr_start", lrStart, than: lr)
        check.require("warmup", warmup, in: .fromZero)
        check.lower("lr_end", lrEnd, than: lr)
        try check.finish()
        self.lr = lr
        self.warmup = warmup
        up = Segment(.linear, lr: Interpolation(from: lrStart, to: lr))
        down = Segment(.cosine, lr: Interpolation(from: lr, to: lrEnd))
    }

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> { min(up.lr.start, down.lr.end)...lr }

    /// The values of step `step` of `total`, by the formula above.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        let peak = warmup.steps(of: total)
        return step < peak
            ? up.values(at: Double(step) / Double(peak))
            : down.values(at: Double(step - peak) / Double(total - peak))
    }

    /// "warm-up", then "annealing".
    public func phases(of total: Int) -> [Phase] {
        Phase.list(["warm-up", "annealing"], endingAt: [warmup.steps(of: total), .max], of: total)
    }

    /// `.tooLong` if the warm-up is longer than the training.
    public func issues(over total: Int) -> [ScheduleIssue] { warmup.issues(over: total, key: "warmup") }
}
