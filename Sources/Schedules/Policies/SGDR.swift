/// lr(t) = lrMax (1 + cos(pi c)) / 2 where c is the share of the cycle that is behind t, for a number of cycles: fastai 2's
/// `fit_sgdr` (Loshchilov and Hutter, arXiv 1608.03983).
///
/// Cycle n takes cycleLen cycleMult^n steps, which need not be whole. The first step of a cycle that begins on one trains at
/// `lrMax`. A training that is longer than the
/// cycles ends at 0, where fastai makes it just as long.
public struct SGDR: Schedule, Equatable {
    /// Learning rate at the start of each cycle, above 0.
    public let lrMax: Double
    private let cycles: Cycles
    private let ramp: Ramp

    /// - Parameters:
    ///   - cycles: how many, at least 1.
    ///   - cycleLen: the first cycle's length; a share is one step at least.
    ///   - cycleMult: a cycle's length over that of the one before, 1...1000; need not be whole.
    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(
        lrMax: Double, cycles: Int, cycleLen: Length, cycleMult: Double = 2
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        check.positive("lr_max", lrMax)
        check.atLeastOne("cycles", Double(cycles))
        check.lengthAboveZero("cycle_len", cycleLen)
        check.between("cycle_mult", cycleMult, 1, 1000)
        try check.finish()
        self.lrMax = lrMax
        self.cycles = Cycles(first: cycleLen, growth: cycleMult, count: cycles)
        ramp = Ramp(from: lrMax, to: 0)
    }

    public var lrRange: ClosedRange<Double> { 0...lrMax }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        let remaining = Annealing.cosine.remaining(at: cycles.fraction(at: step, of: total))
        return ScheduledValues(lr: ramp.value(remaining: remaining))
    }

    /// The cycles.
    public func phases(of total: Int) -> [Phase] { cycles.phases(of: total) }

    /// `.tooLong` where the cycles take more than the training, `.short` where they take less.
    public func misfits(in total: Int) -> [Misfit] { cycles.misfits(in: total, key: "cycle_len") }
}
