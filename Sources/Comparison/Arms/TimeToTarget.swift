import Training

/// How long a run trains until its validation accuracy reaches a target.
///
/// Between two validations with accuracies a < target <= b, the target is passed at the share (target - a) / (b - a) of
/// the way. The accuracy before the first validation is unknown: a run that reaches the target there counts with its
/// whole time. The same holds after a validation that is not a finite number.
public struct TimeToTarget: Sendable, Equatable {
    /// Epochs of training.
    public let epochs: Double
    /// Seconds of training and validation.
    public let seconds: Double

    /// - Parameters:
    ///   - target: validation accuracy, 0...1.
    ///   - run: with all its validations.
    /// - Returns: nil if no validation reaches the target, or if its time is not a finite number.
    public init?(_ target: Double, in run: ComparedRun) {
        let epochs = run.epochs
        guard let place = epochs.firstIndex(where: { $0.accuracy >= target }) else { return nil }
        let before = epochs[..<place].reduce(0) { $0 + $1.seconds }
        let reached = before + epochs[place].seconds
        guard place > 0, epochs[place - 1].accuracy.isFinite, epochs[place].accuracy.isFinite else {
            self.init(epochs: Double(place + 1), seconds: reached)
            return
        }
        let last = epochs[place - 1].accuracy
        let share = (target - last) / (epochs[place].accuracy - last)
        self.init(epochs: Double(place) + share, seconds: before + share * (reached - before))
    }

    private init?(epochs: Double, seconds: Double) {
        guard epochs.isFinite, seconds.isFinite else { return nil }
        self.epochs = epochs
        self.seconds = seconds
    }
}
