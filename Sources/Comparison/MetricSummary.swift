public import Statistics

/// One metric over an arm's seeds. What is not a finite number is nil here, and left out in JSON.
public struct MetricSummary: Sendable, Equatable, Codable {
    public let n: Int
    /// nil where there are no values, and where one is infinite.
    public let mean: Double?
    /// Standard deviation with n - 1; nil for fewer than two values too.
    public let deviation: Double?
    /// The 95 % interval of the mean; nil where the deviation is.
    public let interval: BootstrapInterval?
    /// Infinite values count. nil where it is infinite itself.
    public let median: Double?
    /// How many values are not finite numbers: losses of diverged runs.
    public let infinite: Int

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
