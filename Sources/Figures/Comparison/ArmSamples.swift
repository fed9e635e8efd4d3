import Training

/// A metric in figures: accuracies in percent, losses in nats.
extension ValidationMetric {
    /// Unit of a difference.
    var differenceUnit: String { isAccuracy ? "percentage points" : "nats" }

    /// Possible values; ticks stay within.
    var limits: ClosedRange<Double> { isAccuracy ? 0...100 : 0...Double.infinity }

    /// Label of an axis.
    var label: String { isAccuracy ? "\(name) (%)" : name }
}

/// One arm's values of a metric, one per seed.
public struct ArmSamples: Sendable, Equatable {
    /// The name of its row.
    public var name: String
    /// One per seed, in the unit of the metric. Non-finite values are reported, not drawn.
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
}
