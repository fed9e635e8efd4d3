public import Statistics

/// One metric over an arm's runs. Values that are not finite numbers are nil, and left out in JSON.
public struct MetricSummary: Sendable, Equatable, Codable {
    /// Number of values.
    public let n: Int
    /// nil without values, or if one is infinite.
    public let mean: Double?
    /// Sample standard deviation (n - 1); nil for fewer than two values, or if one is infinite.
    public let deviation: Double?
    /// The 95 % bootstrap interval of the mean; nil if the deviation is.
    public let interval: BootstrapInterval?
    /// Of all values, infinite ones included; nil if it is infinite.
    public let median: Double?
    /// Number of values that are not finite: losses of diverged runs.
    public let infinite: Int

    /// - Parameter values: one per run.
    public init(_ values: [Double], options: ComparisonOptions = .init()) {
        let moments = Moments(values)
        n = values.count
        mean = moments?.mean
        deviation = moments?.deviation
        interval = BootstrapInterval(ofMean: values, resamples: options.resamples, seed: options.seed)
        median = Statistics.median(values)?.finite
        infinite = values.count { !$0.isFinite }
    }
}
