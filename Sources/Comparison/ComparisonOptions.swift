import Statistics

/// How arms are compared.
public struct ComparisonOptions: Sendable, Equatable {
    /// Which pairs there are.
    public enum Baseline: Sendable, Equatable {
        /// The baseline that a study names for its experiments; where there is none, every pair.
        case ofStudy
        /// Every pair, whatever a study says.
        case none
        /// Every other arm with the one of this name.
        case named(String)
    }

    /// What pairs are compared by.
    public var metric: ComparisonMetric
    /// Validation accuracy, 0...1, the time to which is told; nil: of none.
    public var target: Double?
    public var baseline: Baseline
    /// Of every bootstrap interval.
    public var resamples: Int
    /// Of everything that is drawn.
    public var seed: UInt64

    /// Of the two-sided tests; `p` below it is called a difference.
    public static let alpha = 0.05
    /// That the smallest detectable difference would be found.
    public static let power = 0.8
    /// Of every bootstrap interval, where nothing is said.
    public static let usualResamples = 10_000

    public init(
        metric: ComparisonMetric = .finalAccuracy, target: Double? = nil, baseline: Baseline = .ofStudy,
        resamples: Int = ComparisonOptions.usualResamples, seed: UInt64 = 0
    ) {
        self.metric = metric
        self.target = target
        self.baseline = baseline
        self.resamples = resamples
        self.seed = seed
    }

    /// - Throws: `ComparisonError` for a target that is not between 0 and 1 and for too few or too many resamples.
    func check() throws(ComparisonError) {
        if let target, !(target > 0 && target <= 1) { throw .target(target) }
        if !BootstrapInterval.resampleLimits.contains(resamples) { throw .resamples(resamples) }
    }
}
