/// One arm's values of a metric, one per seed.
public struct ArmSamples: Sendable, Equatable {
    /// The name of its row.
    public var name: String
    /// One per seed, in the unit of the metric: percent or nats. Non-finite values are reported, not drawn.
    public var values: [Double]
    /// nil if a value is infinite.
    public var mean: Double?
    /// The 95 % interval of the mean; nil if undefined.
    public var interval: ClosedRange<Double>?
    /// Number of runs that diverged.
    public var diverged: Int

    /// One arm's values.
    public init(
        name: String, values: [Double], mean: Double?, interval: ClosedRange<Double>?, diverged: Int = 0
    ) {
        self.diverged = diverged
        self.name = name
        self.values = values
        self.mean = mean
        self.interval = interval
    }

    /// Sample standard deviation (n - 1); nil for fewer than two values, or if one is not finite.
    var deviation: Double? {
        guard let mean, values.count > 1, values.allSatisfy(\.isFinite) else { return nil }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1)).squareRoot()
    }

    /// The seeds' values and their mean.
    var results: [Double] { values + [mean ?? .nan] }

    /// Both ends of the interval; empty without one.
    var intervalEnds: [Double] { interval.map { [$0.lowerBound, $0.upperBound] } ?? [] }

    /// The values as a scale draws them.
    func on(_ scale: MetricScale) -> ArmSamples {
        ArmSamples(
            name: name, values: values.map(scale.value), mean: mean.map(scale.value),
            interval: interval.map(scale.range), diverged: diverged)
    }
}
