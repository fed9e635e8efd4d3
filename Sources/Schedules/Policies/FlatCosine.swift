/// lr(t) = lr for t < p T, then lrEnd + (lr - lrEnd) (1 + cos(pi x)) / 2, x = (t / T - p) / (1 - p)
///
/// fastai 2's `fit_flat_cos` with p = pctStart and lrEnd = lr / finalDiv. `lrEnd` would be the value of step T.
public struct FlatCosine: Schedule, Equatable {
    /// Learning rate of the flat part, from 0.
    public let lr: Double
    private let segments: [Segment]
    private let boundaries: SegmentBoundaries

    /// Share of the flat part unless given: 0.75, as in fastai.
    public static let defaultPctStart = 0.75
    /// Ratio of `lr` to the last learning rate unless given: 1e5, as in fastai.
    public static let defaultFinalDiv = 1e5

    /// - Parameters:
    ///   - lr: the learning rate of the flat part, from 0.
    ///   - pctStart: share of the flat part in the steps, 0...1.
    ///   - finalDiv: ratio of `lr` to the last learning rate, at least 1.
    /// - Throws: `ScheduleError.invalid` with every bad parameter.
    public init(
        lr: Double, pctStart: Double = FlatCosine.defaultPctStart, finalDiv: Double = FlatCosine.defaultFinalDiv
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        check.require("lr", lr, in: .notNegative)
        check.require("pct_start", pctStart, in: .share)
        check.require("final_div", finalDiv, in: .quotient)
        try check.finish()
        self.lr = lr
        segments = [
            Segment(.linear, lr: Interpolation(from: lr, to: lr)),
            Segment(.cosine, lr: Interpolation(from: lr, to: lr / finalDiv)),
        ]
        boundaries = SegmentBoundaries(unit: .positions, shares: [pctStart, 1])
    }

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> { (segments.last?.lr.end ?? lr)...lr }

    /// The values of step `step` of `total`, by the formula above.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        let (segment, fraction) = boundaries.locate(step, of: total)
        return segments[segment].values(at: fraction)
    }

    /// "flat", then "annealing".
    public func phases(of total: Int) -> [Phase] {
        Phase.list(["flat", "annealing"], of: total) { boundaries.locate($0, of: total).segment }
    }
}
