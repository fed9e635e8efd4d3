/// What arms are compared by, as figures call it.
public struct FigureMetric: Sendable, Equatable {
    /// "final validation accuracy"
    public var name: String
    /// "%"; empty for none.
    public var unit: String
    /// Unit of a difference: "percentage points".
    public var differenceUnit: String
    /// Values that exist: no tick is written beyond them.
    public var limits: ClosedRange<Double>

    /// An accuracy in percent.
    public static func accuracy(_ name: String) -> FigureMetric {
        FigureMetric(name: name, unit: "%", differenceUnit: "percentage points", limits: 0...100)
    }

    /// A loss in nats.
    public static func loss(_ name: String) -> FigureMetric {
        FigureMetric(name: name, unit: "", differenceUnit: "nats", limits: 0...Double.infinity)
    }

    /// What an axis says of it.
    var label: String { unit.isEmpty ? name : "\(name) (\(unit))" }
}

/// One arm's values of a metric, over its seeds.
public struct ArmSamples: Sendable, Equatable {
    /// What its row is called.
    public var name: String
    /// One a seed, in the metric's unit; what is not a finite number is told, not drawn.
    public var values: [Double]
    /// nil where there is none: a value is infinite.
    public var mean: Double?
    /// The 95 % interval of the mean; nil where there is none.
    public var interval: ClosedRange<Double>?
    /// How many of the runs diverged.
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
