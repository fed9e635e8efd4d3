/// lr(t) = lrStart + (lr - lrStart) t / w for t < w, then lr, then lrEnd + (lr - lrEnd) r((t - T + d) / d) for t >= T - d
///
/// Warm-up, stable, decay (Hägele et al., arXiv 2405.18392). r falls from 1 to 0 in the shape of the decay. Step w = warmup
/// is the first at `lr`, step T - d the last; `lrEnd` would be the value of step T.
public struct Trapezoid: Schedule, Equatable {
    /// The constant rate, from 0.
    public let lr: Double
    private let warmup: Length
    private let decay: Length
    /// Warm-up and decay.
    private let slopes: LengthSum
    private let up: Segment
    private let down: Segment

    /// - Parameters:
    ///   - lr: the constant rate, from 0.
    ///   - lrStart: the rate of the first step, 0...lr.
    ///   - warmup: w, length of the way up, from 0.
    ///   - decay: d, length of the way down at the end of the training, from 0.
    ///   - lrEnd: the limit of the way down, 0...lr.
    ///   - decayShape: shape of the way down.
    /// - Throws: `ScheduleError.invalid` with every bad parameter.
    public init(
        lr: Double, lrStart: Double = 0, warmup: Length, decay: Length, lrEnd: Double = 0,
        decayShape: Annealing = .linear
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        check.require("lr", lr, in: .notNegative)
        check.lower("lr_start", lrStart, than: lr)
        check.require("warmup", warmup, in: .fromZero)
        check.require("decay", decay, in: .fromZero)
        check.lower("lr_end", lrEnd, than: lr)
        try check.finish()
        self.lr = lr
        (self.warmup, self.decay) = (warmup, decay)
        slopes = LengthSum(warmup, decay)
        up = Segment(.linear, lr: Interpolation(from: lrStart, to: lr))
        down = Segment(decayShape, lr: Interpolation(from: lr, to: lrEnd))
    }

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> { min(up.lr.start, down.lr.end)...lr }

    /// The values of step `step` of `total`, by the formula above.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        let (top, fall) = joins(of: total)
        if step < top { return up.values(at: Double(step) / Double(top)) }
        if step < fall { return ScheduledValues(lr: lr) }
        return down.values(at: Double(step - fall) / Double(total - fall))
    }

    /// The first steps of the constant part and of the decay. Both slopes are rounded together: fractions of 0.5 meet.
    @inline(__always)
    private func joins(of total: Int) -> (top: Int, fall: Int) {
        let top = warmup.steps(of: total)
        return (top, max(top, max(0, total) - (slopes.steps(of: total) - top)))
    }

    /// "warm-up", "constant", "decay".
    public func phases(of total: Int) -> [Phase] {
        let (top, fall) = joins(of: total)
        return Phase.list(["warm-up", "constant", "decay"], endingAt: [top, fall, .max], of: total)
    }

    /// `.tooLong` if the warm-up, the decay or both together are longer than the training.
    public func issues(over total: Int) -> [ScheduleIssue] {
        let alone = warmup.issues(over: total, key: "warmup") + decay.issues(over: total, key: "decay")
        let length = slopes.steps(of: total)
        guard alone.isEmpty, length > max(0, total) else { return alone }
        return [ScheduleIssue("decay", .tooLong(length: length, with: "warmup", total: total))]
    }
}
