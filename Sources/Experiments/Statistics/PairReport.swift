/// Two arms against each other, by the seeds that both have.
///
/// Differences say how much better the first arm is: that of accuracies, and that of losses with the sign turned.
public struct PairReport: Sendable, Equatable, Codable {
    public let first: String
    public let second: String
    public let metric: ComparisonMetric
    /// Pairs: seeds that both arms have.
    public let n: Int
    public let seeds: [UInt64]
    /// Seeds that only one of both has; they are in no number here.
    public let onlyFirst: [UInt64]
    public let onlySecond: [UInt64]
    /// Pairs whose difference is not a finite number, for the loss of a run is infinite. With one such pair there is
    /// neither mean nor test; the probability of improvement is there. Two infinite losses are a tie.
    public let infinite: Int
    public let meanDifference: Double?
    /// Standard deviation of the differences, with n - 1.
    public let deviation: Double?
    /// The 95 % bootstrap interval of the mean difference.
    public let interval: BootstrapInterval?
    /// Of the two-sided sign-flip test.
    public let p: Double?
    /// By Holm's correction over all pairs of the report; `p` itself where there is one pair.
    public let pHolm: Double?
    /// Whether every sign was counted for `p`.
    public let isExact: Bool?
    /// The smallest p that n pairs could give.
    public let smallestP: Double
    public let effectSize: EffectSize?
    /// P(first is better than second), over all pairs of these runs, ties half.
    public let probabilityOfImprovement: Double?
    /// Pairs in which the first arm is better, equal, worse.
    public let wins: Int
    public let ties: Int
    public let losses: Int
    /// The smallest mean difference that n pairs could be expected to show, without Holm's correction; nil where n
    /// pairs cannot show any.
    public let smallestDetectable: Double?
    public let verdict: Verdict
}

/// A pair's p among all tests of a report.
struct CorrectedP {
    /// By Holm's correction; nil where there is no test.
    let p: Double?
    /// What it would be if every test had the smallest p that its pairs can give: the smallest there could be.
    let smallest: Double?
    /// How many tests there are.
    let tests: Int

    /// In the order of the pairs.
    static func all(_ pairs: [PairMeasurement]) -> [CorrectedP] {
        let corrected = holmCorrected(pairs.map { $0.test?.p })
        let smallest = holmCorrected(
            pairs.map { $0.test == nil ? nil : SignFlipTest.smallestP(pairs: $0.seeds.count) })
        let tests = corrected.count { $0 != nil }
        return zip(corrected, smallest).map { CorrectedP(p: $0, smallest: $1, tests: tests) }
    }
}

/// A pair before it is known how many tests there are.
struct PairMeasurement {
    let first: ComparedArm
    let second: ComparedArm
    let seeds: [UInt64]
    let firstValues: [Double]
    let secondValues: [Double]
    let differences: [Double]
    let test: SignFlipTest?
    let options: ComparisonOptions

    init(_ first: ComparedArm, _ second: ComparedArm, options: ComparisonOptions) {
        let metric = options.metric
        let others = Dictionary(second.runs.map { ($0.seed, $0) }, uniquingKeysWith: { one, _ in one })
        let pairs = first.runs.sorted { $0.seed < $1.seed }.compactMap { run in others[run.seed].map { (run, $0) } }
        self.first = first
        self.second = second
        self.options = options
        seeds = pairs.map(\.0.seed)
        firstValues = pairs.map { metric.value(of: $0.0) }
        secondValues = pairs.map { metric.value(of: $0.1) }
        differences = zip(firstValues, secondValues).map { metric.advantage(of: $0, over: $1) }
        test = SignFlipTest(differences, seed: options.seed)
    }

    func report(_ corrected: CorrectedP) -> PairReport {
        let moments = Moments(differences)
        let interval = BootstrapInterval(ofMean: differences, resamples: options.resamples, seed: options.seed)
        let smallestP = SignFlipTest.smallestP(pairs: seeds.count)
        let isTooSmall = smallestP >= ComparisonOptions.alpha
        let detectable = moments?.deviation.flatMap { deviation in
            isTooSmall
                ? nil
                : smallestDetectableDifference(
                    deviation: deviation, pairs: seeds.count, alpha: ComparisonOptions.alpha,
                    power: ComparisonOptions.power)
        }
        let improvement =
            options.metric.isAccuracy
            ? probabilityOfImprovement(firstValues, over: secondValues)
            : probabilityOfImprovement(secondValues, over: firstValues)
        let matched = Set(seeds)
        func unmatched(_ arm: ComparedArm) -> [UInt64] {
            arm.runs.map(\.seed).filter { !matched.contains($0) }.sorted()
        }
        return PairReport(
            first: first.name, second: second.name, metric: options.metric, n: seeds.count, seeds: seeds,
            onlyFirst: unmatched(first), onlySecond: unmatched(second),
            infinite: differences.count { !$0.isFinite }, meanDifference: moments?.mean,
            deviation: moments?.deviation, interval: interval, p: test?.p, pHolm: corrected.p, isExact: test?.isExact,
            smallestP: smallestP, effectSize: EffectSize(differences), probabilityOfImprovement: improvement,
            wins: differences.count { $0 > 0 }, ties: zip(firstValues, secondValues).count { $0 == $1 },
            losses: differences.count { $0 < 0 }, smallestDetectable: detectable,
            verdict: Verdict(
                self, mean: moments?.mean, interval: interval, corrected: corrected, detectable: detectable))
    }
}
