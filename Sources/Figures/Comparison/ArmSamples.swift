/// A metric of a comparison, with its labels.
public struct FigureMetric: Sendable, Equatable {
    /// "final validation accuracy"
    public var name: String
    /// "%"; empty for none.
    public var unit: String
    /// Unit of a difference: "percentage points".
    public var differenceUnit: String
    /// The possible values: ticks stay within them.
    public var limits: ClosedRange<Double>

    /// An accuracy in percent.
    public static func accuracy(_ name: String) -> FigureMetric {
        FigureMetric(name: name, unit: "%", differenceUnit: "percentage points", limits: 0...100)
    }

    /// A loss in nats.
    public static func loss(_ name: String) -> FigureMetric {
        FigureMetric(name: name, unit: "", differenceUnit: "nats", limits: 0...Double.infinity)
    }

    /// The label of an axis.
    var label: String { unit.isEmpty ? name : "\(name) (\(unit))" }
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
