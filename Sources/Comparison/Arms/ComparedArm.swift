public import Training

/// One arm of a comparison: runs that differ only by seed.
public struct ComparedArm: Sendable, Equatable {
    /// The arm's name.
    public var name: String
    /// In any order.
    public var runs: [ComparedRun]
    /// Whether this is a baseline with an untuned learning rate: an arm may beat it by the rate alone.
    public var isUntunedBaseline: Bool

    /// One arm.
    public init(name: String, runs: [ComparedRun], isUntunedBaseline: Bool = false) {
        self.name = name
        self.runs = runs
        self.isUntunedBaseline = isUntunedBaseline
    }
}

/// One run of an arm.
///
/// Diverged runs count like all others, by their recorded validations and the rule of ``ValidationMetric/value(of:)``.
public struct ComparedRun: Sendable, Equatable {
    /// Pairs runs of different arms.
    public var seed: UInt64
    /// Whether the training diverged.
    public var hasDiverged: Bool
    /// From the first to the last; a validation ends each.
    public var epochs: [EpochRecord]

    /// One run.
    public init(seed: UInt64, hasDiverged: Bool = false, epochs: [EpochRecord]) {
        self.seed = seed
        self.hasDiverged = hasDiverged
        self.epochs = epochs
    }

    /// A run with a known result but no known times: it reaches no target.
    /// - Parameters:
    ///   - accuracy: of the last validation, 0...1.
    ///   - loss: of the last validation, in nats.
    public init(seed: UInt64, accuracy: Double, loss: Double = .nan, hasDiverged: Bool = false) {
        let last = EpochRecord(epoch: 0, trainLoss: .nan, validLoss: loss, accuracy: accuracy, seconds: .nan)
        self.init(seed: seed, hasDiverged: hasDiverged, epochs: [last])
    }

    /// The run's value of a metric, by ``ValidationMetric/value(of:)``.
    public subscript(metric: ValidationMetric) -> Double { metric.value(of: epochs) }
}
