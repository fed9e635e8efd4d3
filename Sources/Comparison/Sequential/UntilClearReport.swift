import Statistics
import Text
public import Training

/// Which comparisons of a family are clear, by a test that stays valid however often it is repeated.
///
/// The probability that any arm that is like another ever counts as different is at most alpha.
public struct UntilClearReport: Sendable, Equatable, Codable {
    /// Why no further seeds are added.
    public enum Outcome: String, Sendable, Codable {
        /// Every comparison is clear.
        case clear
        /// Those that are not clear have the maximal number of seeds, or an infinite loss.
        case limit
        /// Another seed may make one clear.
        case open
    }

    /// The metric that pairs are compared by.
    public let metric: ValidationMetric
    /// The probability of any false finding, at any time.
    public let alpha: Double
    /// The max number of seeds of an arm. The test depends on it.
    public let limit: Int
    /// The arm that all others are compared with; nil if every pair is compared.
    public let baseline: String?
    /// Whether seeds are added, and why not.
    public let outcome: Outcome
    /// The smallest number of seeds that can make a comparison clear.
    public let firstLook: Int
    /// Every pair, or each other arm with the baseline.
    public let pairs: [UntilClearPair]

    /// - Parameters:
    ///   - arms: of different names, with one run per seed. Seeds count in ascending order.
    ///   - baseline: the name of an arm; nil: every pair.
    ///   - options: the limit and the metric.
    ///   - isFull: whether intervals and p below alpha / tests are computed, which takes a tenth of a second a pair.
    /// - Throws: `ComparisonError.noBaseline`.
    public init(
        _ arms: [ComparedArm], baseline: String?, options: UntilClearOptions, isFull: Bool = true
    ) throws(ComparisonError) {
        let alpha = ComparisonOptions.alpha
        let measured = try Self.measured(arms, baseline: baseline, metric: options.metric)
        let tests = max(1, measured.count)
        let p = measured.map {
            SequentialSignFlipTest.anytimeP(
                $0.differences, alpha: alpha, limit: options.limit, tests: tests,
                halvings: isFull ? 12 : 0)
        }
        let holm = Self.holm(p)
        metric = options.metric
        self.alpha = alpha
        limit = options.limit
        self.baseline = baseline
        firstLook = SequentialSignFlipTest.firstLook(level: alpha / Double(tests), limit: options.limit)
        pairs = measured.indices.map { index in
            measured[index].pair(
                p: p[index], holm: holm[index].p, rank: holm[index].rank, tests: tests, limit: options.limit,
                hasInterval: isFull)
        }
        outcome =
            pairs.allSatisfy(\.isClear) ? .clear : pairs.contains { $0.isOpen(limit: options.limit) } ? .open : .limit
    }

    private static func measured(
        _ arms: [ComparedArm], baseline: String?, metric: ValidationMetric
    ) throws(ComparisonError) -> [UntilClearMeasurement] {
        guard let baseline else {
            return arms.indices.flatMap { first in
                arms.indices[(first + 1)...].map { UntilClearMeasurement(arms[first], arms[$0], metric: metric) }
            }
        }
        guard let base = arms.first(where: { $0.name == baseline }) else {
            let names = arms.map(\.name)
            throw .noBaseline(baseline, suggestion: Suggestion.nearest(to: baseline, in: names), names: names)
        }
        return arms.filter { $0.name != baseline }.map { UntilClearMeasurement($0, base, metric: metric) }
    }

    /// Holm's correction with nil for a p above alpha, which still counts as a test.
    private static func holm(_ p: [Double?]) -> [(p: Double?, rank: Int)] {
        let corrected = holmCorrected(p.map { $0 ?? 1 })
        let order = p.indices.sorted { (p[$0] ?? 1, $0) < (p[$1] ?? 1, $1) }
        return p.indices.map { index in
            (p[index] == nil ? nil : corrected[index], p.count - (order.firstIndex(of: index) ?? 0))
        }
    }

    /// Names of the arms that further seeds are for.
    package var openArms: Set<String> {
        Set(pairs.filter { $0.isOpen(limit: limit) }.flatMap { [$0.first, $0.second] })
    }

    /// The number of seeds that each arm should have after the next round.
    ///
    /// The first round goes to the first look. Later ones add a seed to each arm of an open pair, or more if more runs
    /// go on at a time. The test looks at every seed in turn, so a round's size changes no error rate.
    /// - Parameters:
    ///   - counts: the number of seeds that each arm has.
    ///   - jobs: runs at a time.
    package func nextCounts(_ counts: [String: Int], jobs: Int) -> [String: Int] {
        let step = max(1, jobs / max(1, openArms.count))
        var next = counts
        for pair in pairs where pair.isOpen(limit: limit) {
            let goal = min(limit, pair.n < firstLook ? firstLook : pair.n + step)
            for arm in [pair.first, pair.second] { next[arm] = max(next[arm] ?? 0, goal) }
        }
        return next
    }
}
