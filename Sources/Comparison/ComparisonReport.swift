import Text

/// A comparison of arms: every arm by itself, and every pair of them, or each with the baseline. What `compare --json`
/// prints; its keys are those of the properties in snake case, and a value that is not there, or not a finite number,
/// is left out.
public struct ComparisonReport: Sendable, Equatable, Codable {
    /// What pairs are compared by.
    public let metric: ComparisonMetric
    /// Of all tests.
    public let alpha: Double
    /// Of all bootstrap intervals.
    public let confidence: Double
    public let resamples: Int
    public let seed: UInt64
    /// What the correction of every p is over.
    public let family: ComparisonFamily
    /// What should be alike in arms that are compared, and is not: they were compared by force.
    public let mismatches: [ComparisonMismatch]
    /// In the order they were given.
    public let arms: [ArmReport]
    /// The first with the second, the first with the third ... the last but one with the last; with a baseline: every
    /// other arm with it.
    public let pairs: [PairReport]

    /// - Parameters:
    ///   - options: of which `.ofStudy` is as good as none here.
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
                if run.validations.isEmpty && !run.hasDiverged { throw .noValidation(arm: arm.name, seed: run.seed) }
            }
        }
        let (pairs, baseline) = try Self.pairs(arms, options)
        let corrected = CorrectedP.all(pairs)
        let family = ComparisonFamily(baseline: baseline, tests: corrected.count { $0.p != nil })
        metric = options.metric
        alpha = ComparisonOptions.alpha
        confidence = 0.95
        resamples = options.resamples
        seed = options.seed
        self.family = family
        self.mismatches = mismatches
        self.arms = arms.map { ArmReport($0, options: options) }
        let mismatched = Dictionary(grouping: mismatches) { Set([$0.firstArm, $0.secondArm]) }
        self.pairs = zip(pairs, corrected).map { pair, corrected in
            pair.report(
                corrected, in: family,
                mismatches: mismatched[[pair.first.name, pair.second.name], default: []].map(\.what))
        }
    }

    /// Those to be compared, and the name of the baseline.
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

    /// The pairs as they are told: differences that were shown first, the largest of them before the others; then by
    /// the size of the difference; at last pairs that have none.
    public var rankedPairs: [PairReport] {
        func rank(_ verdict: Verdict) -> Int {
            switch verdict.finding {
            case .beats: 0
            case .noDifference, .tooFewSeeds: 1
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
