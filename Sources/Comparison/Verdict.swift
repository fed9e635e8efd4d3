public import Statistics

/// What a pair of arms shows, as data; `sentence` says it in words.
public struct Verdict: Sendable, Equatable, Codable {
    public enum Finding: String, Sendable, Codable {
        /// The test, after Holm's correction, has p < 0.05; the better arm is `first`.
        case beats
        /// It has not. That is no proof that there is none.
        case noDifference = "no_difference"
        /// So few pairs, for so many tests, that no outcome could have had p < 0.05.
        case tooFewSeeds = "too_few_seeds"
        /// A loss is infinite, so there is no mean difference and no test.
        case infinite
        /// The arms have no seed in common.
        case noPairs = "no_pairs"
    }

    /// Runs of an arm that diverged.
    public struct Diverged: Sendable, Equatable, Codable {
        public let arm: String
        public let runs: Int
        public let of: Int
    }

    public let finding: Finding
    /// The arm that is ahead, shown or not; the pair's first where neither is.
    public let first: String
    public let second: String
    public let metric: ComparisonMetric
    /// How much better `first` is, accuracies in shares, losses in nats; its 95 % interval.
    public let difference: Double?
    public let interval: BootstrapInterval?
    /// After the correction over a family of `tests` tests.
    public let p: Double?
    public let tests: Int
    public let n: Int
    /// What n pairs could be expected to show.
    public let smallestDetectable: Double?
    /// Those of both arms whose rate nobody looked for.
    public let untunedBaselines: [String]
    /// Those of both arms with diverged runs.
    public let diverged: [Diverged]
    /// What should be alike in both arms and is not: they were compared by force.
    public let mismatches: [String]
    /// All of this in plain words.
    public let sentence: String

    init(
        _ pair: PairMeasurement, mean: Double?, interval: BootstrapInterval?, corrected: CorrectedP,
        family: ComparisonFamily, detectable: Double?, mismatches: [String]
    ) {
        let count = pair.seeds.count
        let finding: Finding =
            if count == 0 {
                .noPairs
            } else if mean == nil || corrected.p == nil {
                .infinite
            } else if let smallest = corrected.smallest, smallest >= ComparisonOptions.alpha {
                .tooFewSeeds
            } else if let p = corrected.p, p < ComparisonOptions.alpha {
                .beats
            } else {
                .noDifference
            }
        let isTurned = (mean ?? 0) < 0
        let arms = isTurned ? [pair.second, pair.first] : [pair.first, pair.second]
        self.finding = finding
        first = arms[0].name
        second = arms[1].name
        metric = pair.options.metric
        difference = isTurned ? mean.map { -$0 } : mean
        self.interval = isTurned ? interval?.mirrored : interval
        p = corrected.p
        tests = family.tests
        n = count
        smallestDetectable = detectable
        untunedBaselines = arms.filter(\.isUntunedBaseline).map(\.name)
        diverged = arms.compactMap { arm in
            let runs = arm.runs.count(where: \.hasDiverged)
            return runs > 0 ? Diverged(arm: arm.name, runs: runs, of: arm.runs.count) : nil
        }
        self.mismatches = mismatches
        sentence =
            VerdictWording(
                finding: finding, first: first, second: second, metric: metric, difference: difference,
                interval: self.interval, p: p, correction: family.correction, n: n, smallestDetectable: detectable,
                untunedBaselines: untunedBaselines, diverged: diverged, mismatches: mismatches
            ).sentence
    }
}
