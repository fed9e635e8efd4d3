public import Statistics
public import Training

/// Two arms, compared by the seeds that both have.
///
/// Differences are the advantage of the first arm: first minus second for accuracies, second minus first for losses.
public struct PairReport: Sendable, Equatable, Codable {
    /// Name of the first arm.
    public let first: String
    /// Name of the second arm.
    public let second: String
    /// The metric of the differences.
    public let metric: ValidationMetric
    /// Number of pairs: seeds that both arms have.
    public let n: Int
    /// The seeds of the pairs, in ascending order.
    public let seeds: [UInt64]
    /// Seeds of the first arm alone; no number includes them.
    public let onlyFirst: [UInt64]
    /// Seeds of the second arm alone.
    public let onlySecond: [UInt64]
    /// Pairs whose difference is not a finite number, because a loss is infinite. One such pair leaves no mean and no
    /// test, but a probability of improvement. Two infinite losses are a tie.
    public let infinite: Int
    /// nil without pairs, or if a difference is infinite.
    public let meanDifference: Double?
    /// Sample standard deviation of the differences (n - 1).
    public let deviation: Double?
    /// The interval of the mean difference, with the confidence of `family`: all pairs' intervals hold with 95 %.
    public let interval: MeanInterval?
    /// The reason for a missing interval; nil if it is not missing.
    public let noInterval: MissingInterval?
    /// Pearson's correlation of both arms' values over the seeds. Above 0, pairing by seed makes the comparison sharper.
    ///
    /// nil for fewer than three pairs, or if an arm's values are equal.
    public let correlation: Double?
    /// Of the two-sided sign-flip test.
    public let p: Double?
    /// `p` with Holm's correction over the report's family; `p` itself for a single test.
    public let pHolm: Double?
    /// Whether `p` counts every combination of signs.
    public let isExact: Bool?
    /// The smallest p that n pairs can give.
    public let smallestP: Double
    /// Of the differences.
    public let effectSize: EffectSize?
    /// P(first is better than second), over all pairs of these runs, ties half.
    public let probabilityOfImprovement: Double?
    /// Pairs in which the first arm is better.
    public let wins: Int
    /// Pairs with equal values.
    public let ties: Int
    /// Pairs in which the first arm is worse.
    public let losses: Int
    /// The mean difference that n pairs show with a probability of 0.8, at the level alpha / tests (``SignFlipPower``).
    ///
    /// nil if n pairs can show no difference, or if the differences do not vary.
    public let smallestDetectable: Double?
    /// The result.
    public let verdict: Verdict
}
