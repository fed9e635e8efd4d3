/// Leslie Smith's 1cycle policy: one rise and fall of the learning rate over the whole training, momentum the other way
/// (arXiv 1708.07120 and 1803.09820). Every library draws another curve under this name; the flavor says which.
///
/// Positions are x = t / T. The first step trains at `lrMax` / `divFactor`; the peak is reached by the first step with
/// t >= `pctStart` T (exactly, where that product is whole); no step sees the last phase's end, which is at t = T.
/// `torch` alone counts steps: its peak is at t = `pctStart` T - 1, and the last step trains at the last phase's end.
public struct OneCycle: Schedule, Equatable {
    /// Whose curve.
    public enum Flavor: Sendable, Equatable {
        /// fastai's documentation of two phases: linear to the peak, then a cosine to 0; momentum alike.
        ///
        /// x < p: lr = lrMax/div + (lrMax - lrMax/div) x/p; then lrMax (1 + cos(pi (x - p)/(1 - p)))/2
        case documented
        /// The original: linear up, linear down, each p long, then linear to lrMax/(div finalDiv) at high momentum.
        case threePhase(finalDiv: Double)
        /// PyTorch's `OneCycleLR` of two phases: to the peak until t = p T - 1, then to lrMax/(div finalDiv) until T - 1;
        /// momentum alike.
        ///
        /// Where p T < 1 no step sees the rise: the first one is part of the way down. Where p T = 1 PyTorch divides by
        /// zero; here the first step is the peak.
        case torch(annealing: Annealing, finalDiv: Double)
    }

    /// The phases in order; their shares add up to 1.
    public let phases: [Phase]
    private let timing: Timing

    /// What the phases' ends are counted in.
    private enum Timing: Sendable, Equatable {
        case positions(PhaseSequence)
        case steps(StepSequence)
    }

    /// - Parameters:
    ///   - lrMax: the peak, above 0.
    ///   - flavor: whose curve.
    ///   - divFactor: the peak over the first learning rate, at least 1.
    ///   - pctStart: the share of the rise, 0...1 (of each slope, 0...0.5, with three phases).
    ///   - momentum: its value at both ends and at the peak, each in [0, 1), the first at least the second; nil leaves
    ///     it to the optimizer.
    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(
        lrMax: Double, flavor: Flavor = .documented, divFactor: Double, pctStart: Double,
        momentum: (high: Double, low: Double)? = (0.95, 0.85)
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        check.positive("lr_max", lrMax)
        check.atLeastOne("div_factor", divFactor)
        switch flavor {
        case .documented:
            check.between("pct_start", pctStart, 0, 1)
        case .threePhase(let finalDiv):
            check.between("pct_start", pctStart, 0, 0.5)
            check.atLeastOne("final_div", finalDiv)
        case .torch(_, let finalDiv):
            check.between("pct_start", pctStart, 0, 1)
            check.atLeastOne("final_div", finalDiv)
        }
        if let momentum {
            for value in [momentum.high, momentum.low] {
                check.require(value >= 0 && value < 1, "moms", value, "in [0, 1)")
            }
            check.require(momentum.high >= momentum.low, "moms", momentum.low, "at most \(momentum.high)")
        }
        try check.finish()

        let lrStart = lrMax / divFactor
        func phase(_ name: String, _ share: Double, _ lr: Ramp, _ momentumRamp: Ramp?) -> Phase {
            Phase(name: name, share: share, lr: lr, momentum: momentum == nil ? nil : momentumRamp)
        }
        let (high, low) = momentum ?? (0, 0)
        switch flavor {
        case .documented:
            phases = [
                phase("warm-up", pctStart, Ramp(from: lrStart, to: lrMax, .linear), Ramp(from: high, to: low, .linear)),
                phase("annealing", 1 - pctStart, Ramp(from: lrMax, to: 0, .cosine), Ramp(from: low, to: high, .cosine)),
            ]
        case .threePhase(let finalDiv):
            phases = [
                phase("up", pctStart, Ramp(from: lrStart, to: lrMax, .linear), Ramp(from: high, to: low, .linear)),
                phase("down", pctStart, Ramp(from: lrMax, to: lrStart, .linear), Ramp(from: low, to: high, .linear)),
                phase(
                    "annihilation", 1 - 2 * pctStart, Ramp(from: lrStart, to: lrStart / finalDiv, .linear), .hold(high)),
            ]
        case .torch(let annealing, let finalDiv):
            let lrEnd = lrStart / finalDiv
            phases = [
                phase("up", pctStart, Ramp(from: lrStart, to: lrMax, annealing), Ramp(from: high, to: low, annealing)),
                phase(
                    "down", 1 - pctStart, Ramp(from: lrMax, to: lrEnd, annealing), Ramp(from: low, to: high, annealing)),
            ]
        }
        timing =
            if case .torch = flavor {
                .steps(StepSequence(phases: phases))
            } else {
                .positions(PhaseSequence(phases: phases))
            }
    }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        return switch timing {
        case .positions(let sequence): sequence.values(at: Double(step) / Double(total))
        case .steps(let sequence): sequence.values(at: step, of: total)
        }
    }
}
