extension OneCycle {
    /// Whose curve of that name. lrStart = lrMax / div, p = pctStart, T the number of steps.
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
    /// step at or after the first phase's end, exactly where that is a whole number. Where the last phase ends at T, no
    /// step sees its end; with PyTorch the last step does.
    public enum Flavor: Sendable, Equatable {
        /// The text of fastai's documentation, two phases, by positions x = t / T:
        /// lr = lrStart + (lrMax - lrStart) x/p; from x = p on lrMax (1 + cos(pi (x - p)/(1 - p)))/2; momentum alike.
        case documented
        /// The original policy as the same text tells it.
        case threePhase(finalDiv: Double = 100)
        /// `OneCycleScheduler` of fastai 1.0. `finalDiv` divides the peak; nil: div times 1e4.
        case fastai1(finalDiv: Double? = nil)
        /// `fit_one_cycle` of fastai 2, by positions x = t / T. `finalDiv` divides the peak.
        case fastai2(finalDiv: Double = 1e5)
        /// PyTorch's `OneCycleLR`.
        ///
        /// Where p T < 1 no step sees the rise: the first one is part of the way down. Where p T = 1 PyTorch divides by
        /// zero; here the first step is the peak.
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

        /// The rise cannot take more: 0.5 where the way down is as long, 0.85 for `optaxLinear`, else 1.
        public var mostPctStart: Double {
            switch self {
            case .threePhase, .torchThreePhase: 0.5
            case .optaxLinear: Self.optaxPctFinal
            case .documented, .fastai1, .fastai2, .torch, .optaxCosine: 1
            }
        }

        /// Where optax's last phase begins, as a share of the steps.
        static let optaxPctFinal = 0.85

        /// nil where there is none, or none was given.
        var finalDiv: Double? {
            switch self {
            case .documented: nil
            case .fastai1(let finalDiv): finalDiv
            case .threePhase(let finalDiv), .fastai2(let finalDiv), .torch(_, let finalDiv),
                .torchThreePhase(_, let finalDiv), .optaxCosine(let finalDiv), .optaxLinear(let finalDiv):
                finalDiv
            }
        }

        /// The learning rate the last phase goes to.
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

        /// Whether momentum may end elsewhere than it began.
        var endsAtOtherMomentum: Bool { if case .fastai2 = self { true } else { false } }
    }
}
