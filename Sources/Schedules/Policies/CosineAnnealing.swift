/// lr(t) = lrMin + (lr - lrMin) (1 + cos(pi t / T)) / 2: PyTorch's `CosineAnnealingLR` with T_max = T (Loshchilov and
/// Hutter, arXiv 1608.03983, without restarts).
///
/// The first step trains at `lr`; `lrMin` would be the value of step T.
public struct CosineAnnealing: Schedule, Equatable {
    /// Learning rate of the first step, from 0.
    public let lr: Double
    /// Where the curve ends, 0...lr.
    public let lrMin: Double
    private let ramp: Ramp

    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(lr: Double, lrMin: Double = 0) throws(ScheduleError) {
        var check = ParameterCheck()
        check.notNegative("lr", lr)
        check.lower("lr_min", lrMin, than: lr)
        try check.finish()
        self.lr = lr
        self.lrMin = lrMin
        ramp = Ramp(from: lr, to: lrMin)
    }

    public var lrRange: ClosedRange<Double> { lrMin...lr }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        let remaining = Annealing.cosine.remaining(at: Double(step) / Double(total))
        return ScheduledValues(lr: ramp.value(remaining: remaining))
    }
}
