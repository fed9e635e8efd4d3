/// lr(t) = lrMin + (lr - lrMin) (1 + cos(pi c(t))) / 2, c(t) the share of its cycle that is over at t
///
/// PyTorch's `CosineAnnealingWarmRestarts` (Loshchilov and Hutter, arXiv 1608.03983). Cycle n takes firstCycle cycleMult^n
/// steps and begins at t = firstCycle (cycleMult^n - 1) / (cycleMult - 1); both are real numbers. A cycle that begins on a
/// step trains it at `lr`; `lrMin` is never reached.
public struct CosineRestarts: Schedule, Equatable {
    /// Learning rate at the start of each cycle, from 0.
    public let lr: Double
    /// The limit of each cycle, 0...lr.
    public let lrMin: Double
    private let cycles: Cycles
    private let interpolation: Interpolation

    /// - Parameters:
    ///   - firstCycle: the first cycle's length; a fraction takes at least one step.
    ///   - lr: the learning rate at the start of each cycle, from 0.
    ///   - lrMin: the limit of each cycle, 0...lr.
    ///   - cycleMult: ratio of a cycle's length to the previous one's, a real number in 1...1000.
    /// - Throws: `ScheduleError.invalid` with every bad parameter.
    public init(
        lr: Double, lrMin: Double = 0, firstCycle: Length, cycleMult: Double = 1
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        check.require("lr", lr, in: .notNegative)
        check.lower("lr_min", lrMin, than: lr)
        check.require("first_cycle", firstCycle, in: .aboveZero)
        check.require("cycle_mult", cycleMult, in: .cycleGrowth)
        try check.finish()
        self.lr = lr
        self.lrMin = lrMin
        cycles = Cycles(first: firstCycle, growth: cycleMult)
        interpolation = Interpolation(from: lr, to: lrMin)
    }

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> { lrMin...lr }

    /// The values of step `step` of `total`, by the formula above.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        let remaining = Annealing.cosine.remaining(at: cycles.fraction(at: step, of: total))
        return ScheduledValues(lr: interpolation.value(remaining: remaining))
    }

    /// The cycles.
    public func phases(of total: Int) -> [Phase] { cycles.phases(of: total) }

    /// `.cut` if the training ends within a cycle; `.tooLong` if it ends within the first.
    public func issues(over total: Int) -> [ScheduleIssue] { cycles.issues(over: total, key: "first_cycle") }
}
