/// lr up to the position t / T = pctStart, then lrEnd + (lr - lrEnd) (1 + cos(pi x)) / 2 with lrEnd = lr / finalDiv and x from
/// 0 to 1 over the rest: fastai 2's `fit_flat_cos`.
///
/// `lrEnd` would be the value of step T.
public struct FlatCosine: Schedule, Equatable {
    /// Learning rate of the flat part, from 0.
    public let lr: Double
    private let legs: [Leg]
    private let ends: LegEnds

    /// - Parameters:
    ///   - pctStart: the flat part's share, 0...1.
    ///   - finalDiv: `lr` over the last learning rate, at least 1.
    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(lr: Double, pctStart: Double = 0.75, finalDiv: Double = 1e5) throws(ScheduleError) {
        var check = ParameterCheck()
        check.notNegative("lr", lr)
        check.between("pct_start", pctStart, 0, 1)
        check.atLeastOne("final_div", finalDiv)
        try check.finish()
        self.lr = lr
        legs = [Leg(.linear, lr: Ramp(from: lr, to: lr)), Leg(.cosine, lr: Ramp(from: lr, to: lr / finalDiv))]
        ends = LegEnds(count: .positions, shares: [pctStart, 1])
    }

    public var lrRange: ClosedRange<Double> { (legs.last?.lr.end ?? lr)...lr }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        let (leg, fraction) = ends.locate(step, of: total)
        return legs[leg].values(at: fraction)
    }

    /// "flat", then "annealing".
    public func phases(of total: Int) -> [Phase] {
        Phase.list(["flat", "annealing"], of: total) { ends.locate($0, of: total).leg }
    }
}
