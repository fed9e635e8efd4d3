/// lr(t) = lrStart + (lrMax - lrStart) x / p for x < p, then lrMax (1 + cos(pi (x - p) / (1 - p))) / 2
///
/// The default flavor, `documented`, with x = t / T, p = pctStart and lrStart = lrMax / divFactor. Momentum falls from
/// moms[0] to moms[1] while the rate rises, and rises again on the cosine. With y = x / p and z = (x - p) / (1 - p):
///
///     momentum(t) = moms[0] + (moms[1] - moms[0]) y                           for x < p
///     momentum(t) = moms[0] + (moms[1] - moms[0]) (1 + cos(pi z)) / 2         from there
///
/// Leslie Smith's 1cycle policy (arXiv 1708.07120 and 1803.09820). Libraries define 1cycle differently; `Flavor` lists their
/// curves. The first step trains at lrMax / divFactor, unless the rise is shorter than one step. In the default flavor, the
/// first step at or after p T trains at the peak, exactly if p T is whole. Step T would train at 0.
public struct OneCycle: Schedule, Equatable {
    /// The course of momentum (Adam: beta1); each value in [0, 1).
    public enum Momentum: Sendable, Equatable {
        /// The default of the flavor's source: 0.95, 0.85 at the peak, 0.95 again; `untouched` in the flavors of optax.
        case standard
        /// The optimizer keeps its own.
        case untouched
        /// From `from` to `through`, at the peak of the learning rate, to `to`. `through` is the lowest; `from` and `to` are
        /// equal unless the flavor is `fastai2`.
        case moving(from: Double, through: Double, to: Double)

        /// The values of `standard`.
        package static let standardValues = (high: 0.95, low: 0.85)

        /// The same value at both ends.
        public static func cycle(high: Double, low: Double) -> Momentum { .moving(from: high, through: low, to: high) }
    }

    /// The library whose curve this is.
    public let flavor: Flavor
    /// Ratio of the peak to the first learning rate.
    public let divFactor: Double
    /// Share of the rise in the steps; with three phases, of each slope.
    public let pctStart: Double
    /// The range of its learning rates.
    public let lrRange: ClosedRange<Double>
    private let curve: Curve

    /// - Parameters:
    ///   - lrMax: the peak, above 0.
    ///   - flavor: the library whose curve this is.
    ///   - divFactor: ratio of the peak to the first learning rate, at least 1; nil: `flavor.defaultDivFactor`.
    ///   - pctStart: share of the rise in the steps, from 0 to `flavor.maxPctStart`; nil: `flavor.defaultPctStart`.
    ///   - momentum: must be `.standard` or `.untouched` in the flavors of optax.
    /// - Throws: `ScheduleError.invalid` with every bad parameter.
    public init(
        lrMax: Double, flavor: Flavor = .documented, divFactor: Double? = nil, pctStart: Double? = nil,
        momentum: Momentum = .standard
    ) throws(ScheduleError) {
        let divFactor = divFactor ?? flavor.defaultDivFactor
        let pctStart = pctStart ?? flavor.defaultPctStart
        var check = ParameterCheck()
        check.require("lr_max", lrMax, in: .positive)
        check.require("div_factor", divFactor, in: .quotient)
        check.require("pct_start", pctStart, in: flavor.pctStartRange)
        if let finalDiv = flavor.finalDiv { check.require("final_div", finalDiv, in: .quotient) }
        let path = MomentumPath(momentum, in: flavor, &check)
        try check.finish()

        self.flavor = flavor
        self.divFactor = divFactor
        self.pctStart = pctStart
        curve = Curve(flavor, lrMax: lrMax, divFactor: divFactor, pctStart: pctStart, momentum: path)
        lrRange = min(lrMax / divFactor, flavor.lrEnd(lrMax: lrMax, divFactor: divFactor))...lrMax
    }

    /// The values of step `step` of `total`, by the formula above.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        let (segment, fraction) = curve.boundaries.locate(step, of: total)
        return curve.segments[segment].values(at: fraction)
    }

    /// The segments of the curve.
    public func phases(of total: Int) -> [Phase] {
        Phase.list(curve.names, of: total) { curve.boundaries.locate($0, of: total).segment }
    }
}

/// Momentum's three values.
struct MomentumPath: Sendable, Equatable {
    let start: Double
    let low: Double
    let end: Double

    /// nil if the optimizer keeps its own.
    init?(_ momentum: OneCycle.Momentum, in flavor: OneCycle.Flavor, _ check: inout ParameterCheck) {
        switch momentum {
        case .untouched: return nil
        case .standard:
            guard flavor.movesMomentum else { return nil }
            let values = OneCycle.Momentum.standardValues
            (start, low, end) = (values.high, values.low, values.high)
        case .moving(let from, let through, let to):
            (start, low, end) = (from, through, to)
            check.momentum(high: from, low: through)
            check.require(flavor.movesMomentum, "moms", from, "moved by optax's curves")
            if to != from {
                check.require("moms", to, in: .momentum)
                check.require(!(to < through), "moms", to, "at least \(through.short)")
                check.require(flavor.endsAtOtherMomentum, "moms", to, "\(from.short), where this flavor ends")
            }
        }
    }
}
