/// lr(t) = lrMax (1 + cos(pi c(t))) / 2, c(t) the share of its cycle that is over at t, 1 after the last cycle
///
/// fastai 2's `fit_sgdr` (Loshchilov and Hutter, arXiv 1608.03983). Cycle n takes cycleLen cycleMult^n steps, a real number.
/// A cycle that begins on a step trains it at `lrMax`. A training longer than all cycles ends at 0; fastai makes the
/// training as long as the cycles.
public struct SGDR: Schedule, Equatable {
    /// Learning rate at the start of each cycle, above 0.
    public let lrMax: Double
    private let cycles: Cycles
    private let interpolation: Interpolation

    /// Ratio of a cycle's length to the previous one's unless given: 2, as in fastai.
    public static let defaultCycleMult = 2.0

    /// - Parameters:
    ///   - lrMax: the learning rate at the start of each cycle, above 0.
    ///   - cycles: number of cycles, at least 1.
    ///   - cycleLen: the first cycle's length; a fraction takes at least one step.
    ///   - cycleMult: ratio of a cycle's length to the previous one's, a real number in 1...1000.
    /// - Throws: `ScheduleError.invalid` with every bad parameter.
    public init(
        lrMax: Double, cycles: Int, cycleLen: Length, cycleMult: Double = SGDR.defaultCycleMult
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        check.require("lr_max", lrMax, in: .positive)
        check.require("cycles", Double(cycles), in: .oneOrMore)
        check.require("cycle_len", cycleLen, in: .aboveZero)
        check.require("cycle_mult", cycleMult, in: .cycleGrowth)
        try check.finish()
        self.lrMax = lrMax
        self.cycles = Cycles(first: cycleLen, growth: cycleMult, count: cycles)
        interpolation = Interpolation(from: lrMax, to: 0)
    }

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> { 0...lrMax }

    /// The values of step `step` of `total`, by the formula above.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        let remaining = Annealing.cosine.remaining(at: cycles.fraction(at: step, of: total))
        return ScheduledValues(lr: interpolation.value(remaining: remaining))
    }

    /// The cycles.
    public func phases(of total: Int) -> [Phase] { cycles.phases(of: total) }

    /// `.tooLong` if the cycles take more steps than the training, `.short` if they take fewer.
    public func issues(over total: Int) -> [ScheduleIssue] { cycles.issues(over: total, key: "cycle_len") }
}
