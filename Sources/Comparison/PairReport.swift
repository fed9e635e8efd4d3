public import Statistics

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
    /// By Holm's correction over the report's family; `p` itself where it has one test.
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
    /// The smallest mean difference that n pairs could be expected to show, at the level of the smallest p of the
    /// family: alpha / tests, as Holm's correction begins. nil where n pairs cannot show any, and where the differences
    /// do not vary.
    public let smallestDetectable: Double?
    public let verdict: Verdict
}
