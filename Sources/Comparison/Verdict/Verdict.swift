public import Statistics
public import Training

/// The result for a pair of arms, as data and as a sentence.
public struct Verdict: Sendable, Equatable, Codable {
    /// Kinds of results.
    public enum Finding: String, Sendable, Codable {
        /// The test, after Holm's correction, has p < 0.05; the better arm is `first`.
        case beats
        /// The corrected p is not below 0.05. This does not prove that the arms are equal.
        case noDifference = "no_difference"
        /// No difference is shown, and equality within the margin is.
        case equal
        /// With so few pairs and this number of tests no outcome has p < 0.05.
        case tooFewSeeds = "too_few_seeds"
        /// A loss is infinite, which leaves no mean difference and no test.
        case infinite
        /// The arms have no seed in common.
        case noPairs = "no_pairs"
    }

    /// Diverged runs of an arm.
    public struct Diverged: Sendable, Equatable, Codable {
        /// The arm's name.
        public let arm: String
        /// Diverged runs.
        public let runs: Int
        /// All runs.
        public let of: Int
    }

    /// The kind of result.
    public let finding: Finding
    /// The arm that is ahead, shown or not; of equal arms the pair's first.
    public let first: String
    /// The other arm.
    public let second: String
    /// The metric of the difference.
    public let metric: ValidationMetric
    /// Mean advantage of `first`: accuracies as shares, losses in nats.
    public let difference: Double?
    /// The interval of the difference, corrected as `p` is.
    public let interval: MeanInterval?
    /// The test of equality; nil without a margin, or without pairs.
    public let equivalence: Equivalence?
    /// Corrected over the family of `tests` tests.
    public let p: Double?
    /// Tests of the family.
    public let tests: Int
    /// Number of pairs.
    public let n: Int
    /// The mean difference that n pairs show with a probability of 0.8.
    public let smallestDetectable: Double?
    /// Pairs that show this difference with a probability of 0.8, if it is as large as measured; more than `n`.
    ///
    /// nil if 20 pairs do not, or if the difference is shown.
    public let seedsNeeded: Int?
    /// Baselines among both arms with an untuned learning rate.
    public let untunedBaselines: [String]
    /// The arms with diverged runs.
    public let diverged: [Diverged]
    /// Settings that differ although they should not: these arms were compared by force.
    public let mismatches: [String]
    /// All of this in words.
    public let sentence: String

    init(
        _ pair: PairMeasurement, mean: Double?, interval: MeanInterval?, equivalence: Equivalence?,
        corrected: CorrectedP,
        family: ComparisonFamily, detectable: Double?, needed: Int?, mismatches: [String]
    ) {
        let count = pair.seeds.count
        let finding: Finding =
            if count == 0 {
                .noPairs
            } else if mean == nil || corrected.p == nil {
                .infinite
            } else if let p = corrected.p, p < ComparisonOptions.alpha {
                .beats
            } else if equivalence?.isShown == true {
                .equal
            } else if let smallest = corrected.smallest, smallest >= ComparisonOptions.alpha {
                .tooFewSeeds
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
        self.equivalence = isTurned ? equivalence?.mirrored : equivalence
        p = corrected.p
        tests = family.tests
        n = count
        smallestDetectable = detectable
        seedsNeeded = finding == .noDifference || finding == .tooFewSeeds ? needed : nil
        untunedBaselines = arms.filter(\.isUntunedBaseline).map(\.name)
        diverged = arms.compactMap { arm in
            let runs = arm.runs.count(where: \.hasDiverged)
            return runs > 0 ? Diverged(arm: arm.name, runs: runs, of: arm.runs.count) : nil
        }
        self.mismatches = mismatches
        sentence =
            VerdictWording(
                finding: finding, first: first, second: second, metric: metric, difference: difference,
                interval: self.interval, equivalence: self.equivalence, p: p, family: family, n: n,
                smallestDetectable: detectable,
                seedsNeeded: seedsNeeded, untunedBaselines: untunedBaselines, diverged: diverged,
                mismatches: mismatches
            ).sentence
    }
}
