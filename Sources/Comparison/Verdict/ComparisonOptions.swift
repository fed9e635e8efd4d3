public import Training

/// How arms are compared.
public struct ComparisonOptions: Sendable, Equatable {
    /// Which pairs are compared.
    public enum Baseline: Sendable, Equatable {
        /// Every other arm with the baseline of the study; without one, every pair.
        case ofStudy
        /// Every pair, even if the study has a baseline.
        case none
        /// Every other arm with the arm of this name.
        case named(String)
    }

    /// The metric that pairs are compared by.
    public var metric: ValidationMetric
    /// Validation accuracy, 0...1, to measure the time to; nil for no target.
    public var target: Double?
    /// The pairs to compare.
    public var baseline: Baseline
    /// The largest difference that does not matter, for ``Equivalence``: a share for accuracies, nats for losses; nil for
    /// no test of equality.
    public var margin: Double?
    /// Of the random draws of tests with more than 20 pairs.
    public var seed: UInt64

    /// Significance level of the two-sided tests: `p` below it is called a difference.
    public static let alpha = 0.05
    /// Probability of showing the smallest detectable difference.
    public static let power = 0.8

    /// The defaults compare final accuracies, with the study's baseline if it has one.
    public init(
        metric: ValidationMetric = .finalAccuracy, target: Double? = nil, baseline: Baseline = .ofStudy,
        margin: Double? = nil, seed: UInt64 = 0
    ) {
        self.metric = metric
        self.target = target
        self.baseline = baseline
        self.margin = margin
        self.seed = seed
    }

    /// - Throws: `ComparisonError` for a target outside 0...1, or a margin that is not above 0.
    func check() throws(ComparisonError) {
        if let margin, !(margin > 0 && margin.isFinite) { throw .margin(margin) }
        if let target, !(target > 0 && target <= 1) { throw .target(target) }
    }
}
