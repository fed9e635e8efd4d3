public import Statistics
import Training

/// Two arms, compared by a test that may be repeated after every seed.
///
/// Differences are the advantage of the first arm, as in `PairReport`.
public struct UntilClearPair: Sendable, Equatable, Codable {
    /// Name of the first arm.
    public let first: String
    /// Name of the second arm.
    public let second: String
    /// Number of pairs: seeds that both arms have.
    public let n: Int
    /// nil without pairs, or if a difference is infinite.
    public let meanDifference: Double?
    /// Corrected for all comparisons, and valid at any time. nil before the first look; also if it was not asked for.
    public let interval: SequentialInterval?
    /// Upper bound of p, valid at any time, not corrected; nil if it is above alpha.
    public let anytimeP: Double?
    /// The same by Holm's correction; nil if it is above alpha for one comparison.
    public let anytimePHolm: Double?
    /// Whether the difference is shown, after Holm's correction.
    public let isClear: Bool
    /// The number of seeds after which it was clear.
    public let clearAfter: Int?
    /// About the limit that shows a difference like that so far with a probability of 0.8.
    ///
    /// nil if the difference is clear, and beyond a million.
    public let limitNeeded: Int?
    /// The mean difference that the limit shows with a probability of 0.8; nil if it is clear, or if it shows nothing.
    public let smallestDetectable: Double?
    /// Whether a difference is infinite, which leaves no test.
    public let isInfinite: Bool

    /// Whether another seed may make it clear.
    func isOpen(limit: Int) -> Bool { !isClear && !isInfinite && n < limit }
}

/// A pair before it is known which pairs are clear.
struct UntilClearMeasurement {
    let first: String
    let second: String
    /// In ascending order of seeds.
    let differences: [Double]

    init(_ first: ComparedArm, _ second: ComparedArm, metric: ValidationMetric) {
        let others = Dictionary(second.runs.map { ($0.seed, $0) }, uniquingKeysWith: { one, _ in one })
        self.first = first.name
        self.second = second.name
        differences = first.runs.sorted { $0.seed < $1.seed }.compactMap { run in
            others[run.seed].map { other in
                let (one, two) = (run[metric], other[metric])
                // Two infinite losses are a tie.
                return one == two ? 0 : metric.advantage(of: one, over: two)
            }
        }
    }

    /// - Parameters:
    ///   - p: its own, and by Holm's correction.
    ///   - rank: the number of comparisons that Holm's correction counts for this one.
    ///   - tests: the number of all comparisons.
    ///   - limit: the maximal number of seeds.
    ///   - hasInterval: whether the interval is computed.
    func pair(p: Double?, holm: Double?, rank: Int, tests: Int, limit: Int, hasInterval: Bool) -> UntilClearPair {
        let alpha = ComparisonOptions.alpha
        // alpha / j times j may differ from alpha by a rounding error.
        let isClear = holm.map { $0 <= alpha * (1 + 1e-9) } ?? false
        let level = alpha / Double(tests)
        let moments = Moments(differences)
        var interval = hasInterval ? SequentialInterval(ofMean: differences, level: level, limit: limit) : nil
        // Holm's correction shows a difference that the wider interval may leave open by a little.
        if isClear, let mean = moments?.mean { interval = interval?.cut(isPositive: mean > 0) }
        return UntilClearPair(
            first: first, second: second, n: differences.count, meanDifference: moments?.mean, interval: interval,
            anytimeP: p, anytimePHolm: holm, isClear: isClear,
            clearAfter: isClear
                ? SequentialSignFlipTest(differences, level: alpha / Double(rank), limit: limit)?.rejection : nil,
            limitNeeded: isClear ? nil : SequentialOutlook.limitNeeded(differences, level: level),
            smallestDetectable: isClear
                ? nil
                : moments?.spread.flatMap {
                    SequentialOutlook.detectableDifference(deviation: $0, limit: limit, level: level)
                },
            isInfinite: differences.contains { !$0.isFinite })
    }
}
