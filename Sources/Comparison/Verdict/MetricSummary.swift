public import Statistics
public import Training

/// One metric over an arm's runs. Values that are not finite numbers are nil, and left out in JSON.
public struct MetricSummary: Sendable, Equatable, Codable {
    /// Number of values.
    public let n: Int
    /// nil without values, or if one is infinite.
    public let mean: Double?
    /// Sample standard deviation (n - 1); nil for fewer than two values, or if one is infinite.
    public let deviation: Double?
    /// The 95 % interval of the mean; nil if there is a reason in `noInterval`.
    public let interval: MeanInterval?
    /// The reason for a missing interval; nil if it is not missing.
    public let noInterval: MissingInterval?
    /// Of all values, infinite ones included; nil if it is infinite.
    public let median: Double?
    /// Number of values that are not finite: losses of diverged runs.
    public let infinite: Int

    /// - Parameters:
    ///   - values: one per run.
    ///   - metric: of all values.
    public init(_ values: [Double], of metric: ValidationMetric) {
        let moments = Moments(values)
        n = values.count
        mean = moments?.mean
        deviation = moments?.deviation
        interval = MeanInterval(ofMean: values, in: metric.range(of: values))
        noInterval = MissingInterval(values)
        median = Statistics.median(values)?.finite
        infinite = values.count { !$0.isFinite }
    }
}

extension ValidationMetric {
    /// The values that the metric can have. Tables of other programs may have losses below 0.
    package func range(of values: [Double]) -> ValueBounds {
        if isAccuracy { return .share }
        return values.contains { $0 < 0 } ? .unbounded : .positive
    }
}
