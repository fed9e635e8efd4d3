import Statistics
import Training

/// A pair of arms before the number of tests is known.
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
        firstValues = pairs.map { $0.0[metric] }
        secondValues = pairs.map { $0.1[metric] }
        differences = zip(firstValues, secondValues).map { metric.advantage(of: $0, over: $1) }
        test = SignFlipTest(differences, seed: options.seed)
    }

    /// Of the mean difference, which is the advantage of the first arm.
    private func interval(_ confidence: Double) -> MeanInterval? {
        let (better, worse) = options.metric.isAccuracy ? (firstValues, secondValues) : (secondValues, firstValues)
        return MeanInterval(
            ofDifference: better, minus: worse, in: options.metric.range(of: firstValues + secondValues),
            confidence: confidence)
    }

    /// How many more pairs than these show a difference as large as this one; nil if `SignFlipTest.exactLimit` do not.
    private func seedsNeeded(_ size: EffectSize?, _ family: ComparisonFamily) -> Int? {
        if let size {
            return size.hedgesGz.flatMap {
                SignFlipPower.pairsNeeded(
                    effect: abs($0), alpha: family.alpha, power: ComparisonOptions.power, beyond: seeds.count)
            }
        }
        // Equal differences: any number that shows something shows them.
        guard differences.first != 0 else { return nil }
        return ComparisonFamily.seedsNeeded(tests: family.tests).flatMap { $0 > seeds.count ? $0 : nil }
    }

    /// - Parameters:
    ///   - effects: the difference in deviations that a number of pairs shows with 80 % probability.
    ///   - mismatches: names of settings that differ although they should not.
    func report(
        _ corrected: CorrectedP, in family: ComparisonFamily, effects: [Int: Double], mismatches: [String]
    ) -> PairReport {
        let moments = Moments(differences)
        let interval = interval(family.confidence)
        let size = EffectSize(differences)
        let detectable = moments?.spread.flatMap { spread in effects[seeds.count].map { $0 * spread } }
        let improvement =
            options.metric.isAccuracy
            ? probabilityOfImprovement(firstValues, over: secondValues)
            : probabilityOfImprovement(secondValues, over: firstValues)
        let matched = Set(seeds)
        func unmatched(_ arm: ComparedArm) -> [UInt64] {
            arm.runs.map(\.seed).filter { !matched.contains($0) }.sorted()
        }
        let equivalence = options.margin.flatMap { margin in
            let confidence = 1 - 2 * family.alpha
            return seeds.isEmpty
                ? nil : Equivalence(margin: margin, confidence: confidence, interval: self.interval(confidence))
        }
        let verdict = Verdict(
            self, mean: moments?.mean, interval: interval, equivalence: equivalence, corrected: corrected,
            family: family,
            detectable: detectable, needed: moments == nil ? nil : seedsNeeded(size, family), mismatches: mismatches)
        return PairReport(
            first: first.name, second: second.name, metric: options.metric, n: seeds.count, seeds: seeds,
            onlyFirst: unmatched(first), onlySecond: unmatched(second),
            infinite: differences.count { !$0.isFinite }, meanDifference: moments?.mean,
            deviation: moments?.deviation, interval: interval, noInterval: MissingInterval(differences),
            correlation: correlation(firstValues, secondValues), p: test?.p, pHolm: corrected.p,
            isExact: test?.isExact, smallestP: SignFlipTest.smallestP(pairs: seeds.count), effectSize: size,
            probabilityOfImprovement: improvement, wins: differences.count { $0 > 0 },
            ties: zip(firstValues, secondValues).count { $0 == $1 }, losses: differences.count { $0 < 0 },
            smallestDetectable: detectable, verdict: verdict)
    }
}
