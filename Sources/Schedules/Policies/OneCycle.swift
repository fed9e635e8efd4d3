/// Leslie Smith's 1cycle policy: one rise and fall of the learning rate over the whole training, momentum the other way
/// (arXiv 1708.07120 and 1803.09820). Every library draws another curve under this name; the flavor says which.
///
/// The first step trains at lrMax/divFactor, but where the rise has no step. The first step at the peak and the last
/// value that is trained with depend on the flavor.
public struct OneCycle: Schedule, Equatable {
    /// What momentum (Adam: beta1) does; each value in [0, 1).
    public enum Momentum: Sendable, Equatable {
        /// What the flavor's source does by default: 0.95, at the peak 0.85, 0.95 again; nothing in the flavors of optax.
        case standard
        /// The optimizer keeps its own.
        case untouched
        /// Begins at `from`, is at `through` where the learning rate peaks, ends at `to`. `through` is the least; `from`
        /// and `to` are equal but in the flavor `fastai2`.
        case moving(from: Double, through: Double, to: Double)

        /// The same value at both ends.
        public static func cycle(high: Double, low: Double) -> Momentum { .moving(from: high, through: low, to: high) }
    }

    /// Whose curve.
    public let flavor: Flavor
    /// The peak over the first learning rate.
    public let divFactor: Double
    /// The share of the rise; of each slope, with three phases.
    public let pctStart: Double
    public let lrRange: ClosedRange<Double>
    private let curve: Curve

    /// - Parameters:
    ///   - lrMax: the peak, above 0.
    ///   - flavor: whose curve.
    ///   - divFactor: the peak over the first learning rate, at least 1; nil: `flavor.defaultDivFactor`.
    ///   - pctStart: the share of the rise, from 0 to `flavor.mostPctStart`; nil: `flavor.defaultPctStart`.
    ///   - momentum: must be `.standard` or `.untouched` in the flavors of optax.
    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(
        lrMax: Double, flavor: Flavor = .documented, divFactor: Double? = nil, pctStart: Double? = nil,
        momentum: Momentum = .standard
    ) throws(ScheduleError) {
        let divFactor = divFactor ?? flavor.defaultDivFactor
        let pctStart = pctStart ?? flavor.defaultPctStart
        var check = ParameterCheck()
        check.positive("lr_max", lrMax)
        check.atLeastOne("div_factor", divFactor)
        check.between("pct_start", pctStart, 0, flavor.mostPctStart)
        if let finalDiv = flavor.finalDiv { check.atLeastOne("final_div", finalDiv) }
        let path = MomentumPath(momentum, in: flavor, &check)
        try check.finish()

        self.flavor = flavor
        self.divFactor = divFactor
        self.pctStart = pctStart
        curve = Curve(flavor, lrMax: lrMax, divFactor: divFactor, pctStart: pctStart, momentum: path)
        lrRange = min(lrMax / divFactor, flavor.lrEnd(lrMax: lrMax, divFactor: divFactor))...lrMax
    }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        let (leg, fraction) = curve.ends.locate(step, of: total)
        return curve.legs[leg].values(at: fraction)
    }

    public func phases(of total: Int) -> [Phase] {
        Phase.list(curve.names, of: total) { curve.ends.locate($0, of: total).leg }
    }
}

/// Momentum's three values.
struct MomentumPath: Sendable, Equatable {
    let start: Double
    let low: Double
    let end: Double

    /// nil where the optimizer keeps its own.
    init?(_ momentum: OneCycle.Momentum, in flavor: OneCycle.Flavor, _ check: inout ParameterCheck) {
        switch momentum {
        case .untouched: return nil
        case .standard:
            guard flavor.movesMomentum else { return nil }
            (start, low, end) = (0.95, 0.85, 0.95)
        case .moving(let from, let through, let to):
            (start, low, end) = (from, through, to)
            check.momentum(high: from, low: through)
            check.require(flavor.movesMomentum, "moms", from, "moved by optax's curves")
            if to != from {
                check.momentum("moms", to)
                check.require(!(to < through), "moms", to, "at least \(through.short)")
                check.require(flavor.endsAtOtherMomentum, "moms", to, "\(from.short), where this flavor ends")
            }
        }
    }
}
