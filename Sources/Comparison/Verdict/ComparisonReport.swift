import Statistics
import Text
public import Training

/// A comparison of arms: statistics of every arm, and of every pair or of each arm with the baseline.
///
/// `compare --json` prints it: keys are the properties in snake case; nil and numbers that are not finite are left out.
public struct ComparisonReport: Sendable, Equatable, Codable {
    /// The metric that pairs are compared by.
    public let metric: ValidationMetric
    /// Significance level of all tests.
    public let alpha: Double
    /// Of the intervals of arms; those of pairs have the family's.
    public let confidence: Double
    /// The probability with which `smallestDetectable` is shown, and with which the seeds that a verdict names suffice.
    public let power: Double
    /// Of the random draws of tests with more than 20 pairs.
    public let seed: UInt64
    /// The tests that p is corrected over.
    public let family: ComparisonFamily
    /// Settings that differ although they should not: these arms were compared by force.
    public let mismatches: [ComparisonMismatch]
    /// In the order they were given.
    public let arms: [ArmReport]
    /// Every pair: 1 and 2, 1 and 3, ... With a baseline, every other arm with it.
    public let pairs: [PairReport]
    /// The best of three or more arms; nil for fewer, or if no arm has a mean.
    public let best: Leader?

    /// - Parameters:
    ///   - arms: of different names; each with one run per seed.
    ///   - options: the baseline `.ofStudy` means every pair here.
    ///   - mismatches: of any two of the arms.
    /// - Throws: `ComparisonError`.
    public init(
        _ arms: [ComparedArm], options: ComparisonOptions = .init(), mismatches: [ComparisonMismatch] = []
    ) throws(ComparisonError) {
        try options.check()
        var names: Set<String> = []
        for arm in arms {
            if !names.insert(arm.name).inserted { throw .sameName(arm.name) }
            var seeds: Set<UInt64> = []
            for run in arm.runs {
                if !seeds.insert(run.seed).inserted { throw .sameSeed(arm: arm.name, seed: run.seed) }
                if run.epochs.isEmpty && !run.hasDiverged { throw .noValidation(arm: arm.name, seed: run.seed) }
                if options.metric.isOfTest, !run.hasTest { throw .noTest(arm: arm.name, seed: run.seed) }
            }
        }
        let (pairs, baseline) = try Self.pairs(arms, options)
        let corrected = CorrectedP.all(pairs)
        let family = ComparisonFamily(baseline: baseline, tests: corrected.count { $0.p != nil })
        metric = options.metric
        alpha = ComparisonOptions.alpha
        confidence = MeanInterval.confidence
        power = ComparisonOptions.power
        seed = options.seed
        self.family = family
        self.mismatches = mismatches
        self.arms = arms.map { ArmReport($0, options: options) }
        let mismatched = Dictionary(grouping: mismatches) { Set([$0.firstArm, $0.secondArm]) }
        best = Leader(arms, options: options)
        let effects = Dictionary(
            Set(pairs.map(\.seeds.count)).compactMap { count in
                SignFlipPower(pairs: count, alpha: family.alpha).effect(power: ComparisonOptions.power).map {
                    (count, $0)
                }
            }, uniquingKeysWith: { first, _ in first })
        self.pairs = zip(pairs, corrected).map { pair, corrected in
            pair.report(
                corrected, in: family, effects: effects,
                mismatches: mismatched[[pair.first.name, pair.second.name], default: []].map(\.what))
        }
    }

    /// The pairs to compare, and the name of the baseline.
    private static func pairs(
        _ arms: [ComparedArm], _ options: ComparisonOptions
    ) throws(ComparisonError) -> (pairs: [PairMeasurement], baseline: String?) {
        guard case .named(let name) = options.baseline else {
            let pairs = arms.indices.flatMap { first in
                arms.indices[(first + 1)...].map { PairMeasurement(arms[first], arms[$0], options: options) }
            }
            return (pairs, nil)
        }
        guard let baseline = arms.first(where: { $0.name == name }) else {
            let names = arms.map(\.name)
            throw .noBaseline(name, suggestion: Suggestion.nearest(to: name, in: names), names: names)
        }
        let others = arms.filter { $0.name != name }
        return (others.map { PairMeasurement($0, baseline, options: options) }, name)
    }

    /// The pairs in the order of reports: shown differences, others, and pairs without a difference. The largest
    /// differences come first.
    public var rankedPairs: [PairReport] {
        func rank(_ verdict: Verdict) -> Int {
            switch verdict.finding {
            case .beats: 0
            case .noDifference, .tooFewSeeds, .equal: 1
            case .infinite: 2
            case .noPairs: 3
            }
        }
        return pairs.enumerated().sorted { one, other in
            let (first, second) = (one.element.verdict, other.element.verdict)
            if rank(first) != rank(second) { return rank(first) < rank(second) }
            let (size, otherSize) = (abs(first.difference ?? 0), abs(second.difference ?? 0))
            return size != otherSize ? size > otherSize : one.offset < other.offset
        }.map(\.element)
    }
}
