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
    /// How the training ended.
    public var outcome: Outcome
    /// From the first to the last; a validation ends each.
    public var epochs: [EpochRecord]
    /// Accuracy on the test images, 0...1; nil without a test part.
    public var testAccuracy: Double?
    /// Mean cross-entropy of the same in nats; nil also if it is not finite.
    public var testLoss: Double?

    /// One run.
    public init(
        seed: UInt64, outcome: Outcome = .completed, epochs: [EpochRecord], testAccuracy: Double? = nil,
        testLoss: Double? = nil
    ) {
        self.seed = seed
        self.outcome = outcome
        self.epochs = epochs
        self.testAccuracy = testAccuracy
        self.testLoss = testLoss
    }

    /// Whether the training diverged.
    public var hasDiverged: Bool { outcome == .diverged }

    /// Whether the run has a test part.
    public var hasTest: Bool { testAccuracy != nil }

    /// A run with a known result but no known times: it reaches no target.
    /// - Parameters:
    ///   - accuracy: of the last validation, 0...1.
    ///   - loss: of the last validation, in nats.
    public init(seed: UInt64, accuracy: Double, loss: Double = .nan, outcome: Outcome = .completed) {
        let last = EpochRecord(epoch: 0, trainLoss: .nan, validLoss: loss, accuracy: accuracy, seconds: .nan)
        self.init(seed: seed, outcome: outcome, epochs: [last])
    }

    /// The run's value of a metric, by ``ValidationMetric/value(of:)``; NaN for a test that it does not have.
    public subscript(metric: ValidationMetric) -> Double {
        switch metric {
        case .testAccuracy: testAccuracy ?? .nan
        case .testLoss: testLoss ?? (hasTest ? .infinity : .nan)
        default: metric.value(of: epochs)
        }
    }
}
