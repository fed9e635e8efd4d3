/// lr(t) = lrMin + (lr - lrMin) (1 + cos(pi c)) / 2 where c is the share of the cycle that is behind t: PyTorch's
/// `CosineAnnealingWarmRestarts` (Loshchilov and Hutter, arXiv 1608.03983).
///
/// Cycle n takes firstCycle cycleMult^n steps and begins at t = firstCycle (cycleMult^n - 1) / (cycleMult - 1), neither of
/// which need be whole. The first step of a cycle that begins on one trains at `lr`; `lrMin` is never reached.
public struct CosineRestarts: Schedule, Equatable {
    /// Learning rate at the start of each cycle, from 0.
    public let lr: Double
    /// Where each cycle goes, 0...lr.
    public let lrMin: Double
    private let cycles: Cycles
    private let ramp: Ramp

    /// - Parameters:
    ///   - firstCycle: the first cycle's length; a share is one step at least.
    ///   - cycleMult: a cycle's length over that of the one before, 1...1000; need not be whole.
    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(
        lr: Double, lrMin: Double = 0, firstCycle: Length, cycleMult: Double = 1
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        check.notNegative("lr", lr)
        check.lower("lr_min", lrMin, than: lr)
        check.lengthAboveZero("first_cycle", firstCycle)
        check.between("cycle_mult", cycleMult, 1, 1000)
        try check.finish()
        self.lr = lr
        self.lrMin = lrMin
        cycles = Cycles(first: firstCycle, growth: cycleMult)
        ramp = Ramp(from: lr, to: lrMin)
    }

    public var lrRange: ClosedRange<Double> { lrMin...lr }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        let remaining = Annealing.cosine.remaining(at: cycles.fraction(at: step, of: total))
        return ScheduledValues(lr: ramp.value(remaining: remaining))
    }

    /// The cycles.
    public func phases(of total: Int) -> [Phase] { cycles.phases(of: total) }

    /// `.cut` where the training ends within a cycle; `.tooLong` where it does so within the first.
    public func misfits(in total: Int) -> [Misfit] { cycles.misfits(in: total, key: "first_cycle") }
}
