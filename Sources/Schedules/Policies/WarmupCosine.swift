/// lrStart + (lr - lrStart) t / w up to t = w, then lrEnd + (lr - lrEnd) (1 + cos(pi (t - w) / (T - w))) / 2: optax's
/// `warmup_cosine_decay_schedule`.
///
/// Step w = warmup is the first at the peak; `lrEnd` would be the value of step T.
public struct WarmupCosine: Schedule, Equatable {
    /// The peak, from 0.
    public let lr: Double
    private let warmup: Length
    private let up: Leg
    private let down: Leg

    /// - Parameters:
    ///   - lrStart: of the first step, 0...lr.
    ///   - warmup: length of the way up; may be nothing.
    ///   - lrEnd: where the way down goes, 0...lr.
    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(lr: Double, lrStart: Double = 0, warmup: Length, lrEnd: Double = 0) throws(ScheduleError) {
        var check = ParameterCheck()
        check.notNegative("lr", lr)
        check.lower("lr_start", lrStart, than: lr)
        check.length("warmup", warmup)
        check.lower("lr_end", lrEnd, than: lr)
        try check.finish()
        self.lr = lr
        self.warmup = warmup
        up = Leg(.linear, lr: Ramp(from: lrStart, to: lr))
        down = Leg(.cosine, lr: Ramp(from: lr, to: lrEnd))
    }

    public var lrRange: ClosedRange<Double> { min(up.lr.start, down.lr.end)...lr }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        let peak = warmup.steps(of: total)
        return step < peak
            ? up.values(at: Double(step) / Double(peak))
            : down.values(at: Double(step - peak) / Double(total - peak))
    }

    /// "warm-up", then "annealing".
    public func phases(of total: Int) -> [Phase] {
        Phase.list(["warm-up", "annealing"], endingAt: [warmup.steps(of: total), .max], of: total)
    }

    /// `.tooLong` where the warm-up is longer than the training.
    public func misfits(in total: Int) -> [Misfit] { warmup.misfits(in: total, key: "warmup") }
}
