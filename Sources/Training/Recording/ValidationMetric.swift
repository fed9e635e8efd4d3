/// A number that judges runs: the accuracy or loss of the last validation, of the best validation, or of the test.
public enum ValidationMetric: String, Sendable, Codable, CaseIterable {
    /// The last validation's accuracy, 0...1.
    case finalAccuracy = "final_accuracy"
    /// The highest accuracy of all validations, 0...1.
    case bestAccuracy = "best_accuracy"
    /// The last validation's mean cross-entropy, in nats.
    case finalLoss = "final_loss"
    /// The lowest mean cross-entropy of all validations, in nats.
    case bestLoss = "best_loss"
    /// The accuracy of the last weights on the test images, 0...1.
    case testAccuracy = "test_accuracy"
    /// Their mean cross-entropy on the test images, in nats.
    case testLoss = "test_loss"

    /// Those that every run has.
    public static let ofValidations: [ValidationMetric] = [.finalAccuracy, .bestAccuracy, .finalLoss, .bestLoss]

    /// Whether only runs with a test part have it.
    public var isOfTest: Bool { self == .testAccuracy || self == .testLoss }

    /// Whether the metric is an accuracy: larger is better. The others are losses.
    public var isAccuracy: Bool {
        switch self {
        case .finalAccuracy, .bestAccuracy, .testAccuracy: true
        case .finalLoss, .bestLoss, .testLoss: false
        }
    }

    /// "final validation accuracy"
    public var name: String {
        switch self {
        case .finalAccuracy: "final validation accuracy"
        case .bestAccuracy: "best validation accuracy"
        case .finalLoss: "final validation loss"
        case .bestLoss: "best validation loss"
        case .testAccuracy: "test accuracy"
        case .testLoss: "test loss"
        }
    }

    /// A run's value. An accuracy that is missing or not finite is 0, such a loss infinite: the worst values. NaN for a
    /// metric of the test, which is no validation.
    /// - Parameter epochs: the run's, from the first to the last.
    public func value(of epochs: [EpochRecord]) -> Double {
        func accuracy(_ epoch: EpochRecord) -> Double { epoch.accuracy.isFinite ? epoch.accuracy : 0 }
        func loss(_ epoch: EpochRecord) -> Double { epoch.validLoss.isFinite ? epoch.validLoss : .infinity }
        return switch self {
        case .finalAccuracy: epochs.last.map(accuracy) ?? 0
        case .bestAccuracy: epochs.map(accuracy).max() ?? 0
        case .finalLoss: epochs.last.map(loss) ?? .infinity
        case .bestLoss: epochs.map(loss).min() ?? .infinity
        case .testAccuracy, .testLoss: .nan
        }
    }

    /// How much better `first` is than `second`: the difference, negated for losses. NaN if both are infinite.
    public func advantage(of first: Double, over second: Double) -> Double {
        isAccuracy ? first - second : second - first
    }
}
