/// What arms are compared by.
public enum ComparisonMetric: String, Sendable, Codable, CaseIterable {
    case finalAccuracy = "final_accuracy"
    case bestAccuracy = "best_accuracy"
    case finalLoss = "final_loss"
    case bestLoss = "best_loss"

    /// Whether it is a share of images, of which more is better. The others are losses.
    public var isAccuracy: Bool {
        switch self {
        case .finalAccuracy, .bestAccuracy: true
        case .finalLoss, .bestLoss: false
        }
    }

    /// A run's value; infinity for a loss that is not a finite number.
    public func value(of run: ComparedRun) -> Double {
        switch self {
        case .finalAccuracy: run.finalAccuracy
        case .bestAccuracy: run.bestAccuracy
        case .finalLoss: run.finalLoss
        case .bestLoss: run.bestLoss
        }
    }

    /// How much better `first` is than `second`: the difference of accuracies, and that of losses with the sign turned.
    /// NaN where both are infinite.
    public func advantage(of first: Double, over second: Double) -> Double {
        isAccuracy ? first - second : second - first
    }
}
