extension OneCycle {
    /// The library whose 1cycle this is. lrStart = lrMax / div, p = pctStart, T the number of steps.
    ///
    /// | flavor | phases end at | way | end |
    /// |---|---|---|---|
    /// | `documented` | t = p T, T | linear, then cosine | 0 |
    /// | `threePhase` | p T, 2 p T, T | linear | lrStart / finalDiv |
    /// | `fastai1` | int(p T), T | cosine | lrMax / finalDiv |
    /// | `fastai2` | p T, T | cosine | lrMax / finalDiv |
    /// | `torch` | p T - 1, T - 1 | cosine or linear | lrStart / finalDiv |
    /// | `torchThreePhase` | p T - 1, 2 p T - 2, T - 1 | cosine or linear | lrStart / finalDiv |
    /// | `optaxCosine` | int(p T), T | cosine | lrStart / finalDiv |
    /// | `optaxLinear` | int(p T), int(0.85 T), T | linear | lrStart / finalDiv |
    ///
    /// Three phases go up to lrMax, down to lrStart, and on to the end with momentum held. The peak is reached by the first
    /// step at or after the first phase's end, exactly if that is a whole number. If the last phase ends at T, no step sees
    /// its end; in PyTorch's flavors the last step does.
    public enum Flavor: Sendable, Equatable {
        /// fastai's documentation in two phases, by positions x = t / T:
        /// lr = lrStart + (lrMax - lrStart) x / p for x < p, then lrMax (1 + cos(pi (x - p) / (1 - p))) / 2.
        /// Momentum likewise.
        case documented
        /// The original policy in three phases, as the same documentation describes it.
        case threePhase(finalDiv: Double = 100)
        /// `OneCycleScheduler` of fastai 1.0. `finalDiv` divides the peak; nil: div times 1e4.
        case fastai1(finalDiv: Double? = nil)
        /// `fit_one_cycle` of fastai 2, by positions x = t / T. `finalDiv` divides the peak.
        case fastai2(finalDiv: Double = 1e5)
        /// PyTorch's `OneCycleLR`.
        ///
        /// If p T < 1, no step sees the rise: the first step is on the way down. If p T = 1, PyTorch divides by zero; here
        /// the first step is the peak.
        case torch(annealing: Annealing = .cosine, finalDiv: Double = 1e4)
        /// PyTorch's `OneCycleLR` with `three_phase=True`; likewise.
        case torchThreePhase(annealing: Annealing = .cosine, finalDiv: Double = 1e4)
        /// `cosine_onecycle_schedule` of optax; momentum is left alone.
        case optaxCosine(finalDiv: Double = 1e4)
        /// `linear_onecycle_schedule` of optax; momentum is left alone.
        case optaxLinear(finalDiv: Double = 1e4)

        /// 10 for `threePhase`, else 25.
        public var defaultDivFactor: Double { if case .threePhase = self { 10 } else { 25 } }

        /// 0.45 for `threePhase`, 0.25 for `fastai2`, else 0.3.
        public var defaultPctStart: Double {
            switch self {
            case .threePhase: 0.45
            case .fastai2: 0.25
            case .documented, .fastai1, .torch, .torchThreePhase, .optaxCosine, .optaxLinear: 0.3
            }
        }

        /// Largest share of the rise: 0.5 if the way down is as long, 0.85 for `optaxLinear`, else 1.
        public var maxPctStart: Double {
            switch self {
            case .threePhase, .torchThreePhase: 0.5
            case .optaxLinear: Self.optaxPctFinal
            case .documented, .fastai1, .fastai2, .torch, .optaxCosine: 1
            }
        }

        /// Valid shares of the rise.
        package var pctStartRange: ValueRange { .between(0, maxPctStart) }

        /// The start of optax's last phase, as a share of the steps.
        static let optaxPctFinal = 0.85

        /// nil if the flavor has none, or none was given.
        package var finalDiv: Double? {
            switch self {
            case .documented: nil
            case .fastai1(let finalDiv): finalDiv
            case .threePhase(let finalDiv), .fastai2(let finalDiv), .torch(_, let finalDiv),
                .torchThreePhase(_, let finalDiv), .optaxCosine(let finalDiv), .optaxLinear(let finalDiv):
                finalDiv
            }
        }

        /// The limit of the last phase.
        func lrEnd(lrMax: Double, divFactor: Double) -> Double {
            switch self {
            case .documented: 0
            case .fastai1(let finalDiv): lrMax / (finalDiv ?? divFactor * 1e4)
            case .fastai2(let finalDiv): lrMax / finalDiv
            case .threePhase(let finalDiv), .torch(_, let finalDiv), .torchThreePhase(_, let finalDiv),
                .optaxCosine(let finalDiv), .optaxLinear(let finalDiv):
                lrMax / divFactor / finalDiv
            }
        }

        var movesMomentum: Bool {
            switch self {
            case .optaxCosine, .optaxLinear: false
            case .documented, .threePhase, .fastai1, .fastai2, .torch, .torchThreePhase: true
            }
        }

        /// Whether momentum may end at another value than its first.
        var endsAtOtherMomentum: Bool { if case .fastai2 = self { true } else { false } }
    }
}
