/// lr(t) = lrMin + (lr - lrMin) (1 + cos(pi t / T)) / 2
///
/// PyTorch's `CosineAnnealingLR` with T_max = T (Loshchilov and Hutter, arXiv 1608.03983, without restarts).
/// The first step trains at `lr`; `lrMin` would be the value of step T.
public struct CosineAnnealing: Schedule, Equatable {
    /// Learning rate of the first step, from 0.
    public let lr: Double
    /// The limit of the curve, 0...lr.
    public let lrMin: Double
    private let interpolation: Interpolation

    /// From `lr` towards `lrMin` over the whole training.
    /// - Throws: `ScheduleError.invalid` with every bad parameter.
    public init(lr: Double, lrMin: Double = 0) throws(ScheduleError) {
        var check = ParameterCheck()
        check.require("lr", lr, in: .notNegative)
        check.lower("lr_min", lrMin, than: lr)
        try check.finish()
        self.lr = lr
        self.lrMin = lrMin
        interpolation = Interpolation(from: lr, to: lrMin)
    }

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> { lrMin...lr }

    /// The values of step `step` of `total`, by the formula above.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        let remaining = Annealing.cosine.remaining(at: Double(step) / Double(total))
        return ScheduledValues(lr: interpolation.value(remaining: remaining))
    }
}
