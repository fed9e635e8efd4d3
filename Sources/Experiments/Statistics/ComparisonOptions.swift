/// How arms are compared.
public struct ComparisonOptions: Sendable, Equatable {
    /// What pairs are compared by.
    public var metric: ComparisonMetric
    /// Validation accuracy, 0...1, the time to which is told; nil: of none.
    public var target: Double?
    /// Of every bootstrap interval.
    public var resamples: Int
    /// Of everything that is drawn.
    public var seed: UInt64

    /// Of the two-sided tests; `p` below it is called a difference.
    public static let alpha = 0.05
    /// That the smallest detectable difference would be found.
    public static let power = 0.8

    public init(
        metric: ComparisonMetric = .finalAccuracy, target: Double? = nil, resamples: Int = 10_000, seed: UInt64 = 0
    ) {
        self.metric = metric
        self.target = target
        self.resamples = resamples
        self.seed = seed
    }

    /// - Throws: `ComparisonError` for a target that is not between 0 and 1 and for too few or too many resamples.
    func check() throws(ComparisonError) {
        if let target, !(target > 0 && target <= 1) { throw .target(target) }
        if !BootstrapInterval.resampleLimits.contains(resamples) { throw .resamples(resamples) }
    }
}

/// Why arms cannot be compared.
public enum ComparisonError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Two arms of one name.
    case sameName(String)
    /// Two runs of one arm with one seed: pairs could not be told.
    case sameSeed(arm: String, seed: UInt64)
    /// A run that has not diverged and has no validation: there is nothing to count it by.
    case noValidation(arm: String, seed: UInt64)
    case target(Double)
    case resamples(Int)

    public var description: String {
        switch self {
        case .sameName(let name): "two arms are called \(name); give one another name"
        case .sameSeed(let arm, let seed): "\(arm) has two runs of seed \(seed); take one of them out"
        case .noValidation(let arm, let seed): "\(arm), seed \(seed): no validation is recorded; train it again"
        case .target(let target): "the target \(target) is not an accuracy above 0 and up to 1"
        case .resamples(let count):
            "\(count) resamples are not between \(BootstrapInterval.resampleLimits.lowerBound) "
                + "and \(BootstrapInterval.resampleLimits.upperBound)"
        }
    }
}
