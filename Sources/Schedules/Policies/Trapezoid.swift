/// lrStart + (lr - lrStart) t / w up to t = w, lr, and over the last d steps from lr to lrEnd: warm-up, stable, decay (Hägele
/// et al., arXiv 2405.18392).
///
/// Step w = warmup is the first at `lr`, step T - d the last; `lrEnd` would be the value of step T.
public struct Trapezoid: Schedule, Equatable {
    /// The constant rate, from 0.
    public let lr: Double
    private let warmup: Length
    private let decay: Length
    /// Warm-up and decay.
    private let slopes: LengthSum
    private let up: Leg
    private let down: Leg

    /// - Parameters:
    ///   - lrStart: of the first step, 0...lr.
    ///   - warmup: length of the way up; may be nothing.
    ///   - decay: length of the way down, at the training's end; may be nothing.
    ///   - lrEnd: where the way down goes, 0...lr.
    ///   - decayShape: the way down.
    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(
        lr: Double, lrStart: Double = 0, warmup: Length, decay: Length, lrEnd: Double = 0,
        decayShape: Annealing = .linear
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        check.notNegative("lr", lr)
        check.lower("lr_start", lrStart, than: lr)
        check.length("warmup", warmup)
        check.length("decay", decay)
        check.lower("lr_end", lrEnd, than: lr)
        try check.finish()
        self.lr = lr
        (self.warmup, self.decay) = (warmup, decay)
        slopes = LengthSum(warmup, decay)
        up = Leg(.linear, lr: Ramp(from: lrStart, to: lr))
        down = Leg(decayShape, lr: Ramp(from: lr, to: lrEnd))
    }

    public var lrRange: ClosedRange<Double> { min(up.lr.start, down.lr.end)...lr }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        let (top, fall) = joins(of: total)
        if step < top { return up.values(at: Double(step) / Double(top)) }
        if step < fall { return ScheduledValues(lr: lr) }
        return down.values(at: Double(step - fall) / Double(total - fall))
    }

    /// Where the constant part begins and ends. Both slopes are rounded together, so that shares of 0.5 and 0.5 meet.
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

    /// `.tooLong` where warm-up, decay or both together are longer than the training.
    public func misfits(in total: Int) -> [Misfit] {
        let alone = warmup.misfits(in: total, key: "warmup") + decay.misfits(in: total, key: "decay")
        let length = slopes.steps(of: total)
        guard alone.isEmpty, length > max(0, total) else { return alone }
        return [Misfit("decay", .tooLong(length: length, with: "warmup", total: total))]
    }
}
