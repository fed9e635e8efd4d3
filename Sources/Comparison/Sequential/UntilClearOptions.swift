import Statistics
public import Training

/// How seeds are added until comparisons are clear.
public struct UntilClearOptions: Sendable, Equatable {
    /// The metric that pairs are compared by.
    public var metric: ValidationMetric
    /// The pairs to compare.
    public var baseline: ComparisonOptions.Baseline
    /// The max number of seeds of an arm. Raising it after the results are known raises the error rate a little.
    public var limit: Int

    /// Default limit of seeds.
    public static let defaultLimit = 30
    /// Limits that a call may ask for.
    public static let limits = 2...1000

    /// The defaults compare final accuracies, with the study's baseline if it has one.
    public init(
        metric: ValidationMetric = .finalAccuracy, baseline: ComparisonOptions.Baseline = .ofStudy,
        limit: Int = UntilClearOptions.defaultLimit
    ) {
        self.metric = metric
        self.baseline = baseline
        self.limit = limit
    }
}
