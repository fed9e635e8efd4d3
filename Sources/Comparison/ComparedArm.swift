/// One arm of a comparison: runs that differ by their seed alone.
public struct ComparedArm: Sendable, Equatable {
    public var name: String
    public var runs: [ComparedRun]
    /// Whether this is a baseline whose rate nobody looked for. What beats it may owe that to the rate.
    public var isUntunedBaseline: Bool

    public init(name: String, runs: [ComparedRun], isUntunedBaseline: Bool = false) {
        self.name = name
        self.runs = runs
        self.isUntunedBaseline = isUntunedBaseline
    }
}

/// What a comparison takes of one run: its validations, from the first to the last.
///
/// A diverged run is counted like every other. Its accuracy is what its validations recorded, the last of which sees
/// the network as divergence left it; where none is recorded, or it is not a finite number, it is 0, the worst there
/// is. A loss that is not a finite number, or that is not there, is infinite.
public struct ComparedRun: Sendable, Equatable {
    public var seed: UInt64
    public var hasDiverged: Bool
    public var validations: [ValidationPoint]

    public init(seed: UInt64, hasDiverged: Bool = false, validations: [ValidationPoint]) {
        self.seed = seed
        self.hasDiverged = hasDiverged
        self.validations = validations
    }

    /// A run of which only the end is known, and not when it came: it reaches no target.
    public init(seed: UInt64, accuracy: Double, loss: Double = .nan, hasDiverged: Bool = false) {
        self.init(
            seed: seed, hasDiverged: hasDiverged,
            validations: [.init(epochs: .nan, seconds: .nan, accuracy: accuracy, loss: loss)])
    }

    /// The last validation's accuracy, 0...1.
    public var finalAccuracy: Double { validations.last?.countedAccuracy ?? 0 }
    /// The highest accuracy of all validations, 0...1.
    public var bestAccuracy: Double { validations.map(\.countedAccuracy).max() ?? 0 }
    /// The last validation's loss in nats; infinity where it is not a finite number.
    public var finalLoss: Double { validations.last?.countedLoss ?? .infinity }
    /// The lowest loss of all validations in nats; infinity where none is a finite number.
    public var bestLoss: Double { validations.map(\.countedLoss).min() ?? .infinity }
}

/// One validation of a run: how long it had trained, and what was measured then.
public struct ValidationPoint: Sendable, Equatable {
    /// Epochs trained until then: 1 after the first.
    public var epochs: Double
    /// Seconds of training and validation until then.
    public var seconds: Double
    /// Share of the validation set that was classified right, 0...1.
    public var accuracy: Double
    /// Mean cross-entropy over the validation set, in nats.
    public var loss: Double

    public init(epochs: Double, seconds: Double, accuracy: Double, loss: Double) {
        self.epochs = epochs
        self.seconds = seconds
        self.accuracy = accuracy
        self.loss = loss
    }

    fileprivate var countedAccuracy: Double { accuracy.isFinite ? accuracy : 0 }
    fileprivate var countedLoss: Double { loss.isFinite ? loss : .infinity }
}
