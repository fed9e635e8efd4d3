/// A number by which runs are judged: the accuracy or loss of their last validation, or of their best one.
public enum ValidationMetric: String, Sendable, Codable, CaseIterable {
    /// The last validation's accuracy, 0...1.
    case finalAccuracy = "final_accuracy"
    /// The highest accuracy of all validations, 0...1.
    case bestAccuracy = "best_accuracy"
    /// The last validation's mean cross-entropy, in nats.
    case finalLoss = "final_loss"
    /// The lowest mean cross-entropy of all validations, in nats.
    case bestLoss = "best_loss"

    /// Whether the metric is an accuracy: larger is better. The others are losses.
    public var isAccuracy: Bool {
        switch self {
        case .finalAccuracy, .bestAccuracy: true
        case .finalLoss, .bestLoss: false
        }
    }

    /// "final validation accuracy"
    public var name: String {
        switch self {
        case .finalAccuracy: "final validation accuracy"
        case .bestAccuracy: "best validation accuracy"
        case .finalLoss: "final validation loss"
        case .bestLoss: "best validation loss"
        }
    }

    /// A run's value. An accuracy that is missing or not finite is 0, such a loss infinite: the worst values.
    /// - Parameter epochs: the run's, from the first to the last.
    public func value(of epochs: [EpochRecord]) -> Double {
        func accuracy(_ epoch: EpochRecord) -> Double { epoch.accuracy.isFinite ? epoch.accuracy : 0 }
        func loss(_ epoch: EpochRecord) -> Double { epoch.validLoss.isFinite ? epoch.validLoss : .infinity }
        return switch self {
        case .finalAccuracy: epochs.last.map(accuracy) ?? 0
        case .bestAccuracy: epochs.map(accuracy).max() ?? 0
        case .finalLoss: epochs.last.map(loss) ?? .infinity
        case .bestLoss: epochs.map(loss).min() ?? .infinity
        }
    }

    /// How much better `first` is than `second`: the difference, negated for losses. NaN if both are infinite.
    public func advantage(of first: Double, over second: Double) -> Double {
        isAccuracy ? first - second : second - first
    }
}
