import Statistics
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
    /// Number of resamples of every bootstrap interval.
    public var resamples: Int
    /// Of all random draws.
    public var seed: UInt64

    /// Significance level of the two-sided tests: `p` below it is called a difference.
    public static let alpha = 0.05
    /// Probability of finding the smallest detectable difference.
    public static let power = 0.8
    /// Default number of resamples.
    public static let defaultResamples = 10_000

    /// The defaults compare final accuracies, with the study's baseline if it has one.
    public init(
        metric: ValidationMetric = .finalAccuracy, target: Double? = nil, baseline: Baseline = .ofStudy,
        resamples: Int = ComparisonOptions.defaultResamples, seed: UInt64 = 0
    ) {
        self.metric = metric
        self.target = target
        self.baseline = baseline
        self.resamples = resamples
        self.seed = seed
    }

    /// - Throws: `ComparisonError` for a target outside 0...1, or too few or too many resamples.
    func check() throws(ComparisonError) {
        if let target, !(target > 0 && target <= 1) { throw .target(target) }
        if !BootstrapInterval.resampleLimits.contains(resamples) { throw .resamples(resamples) }
    }
}
