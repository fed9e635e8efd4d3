import Statistics

/// How long a run trains until its validation accuracy reaches a target, linear between validations.
///
/// Between two validations with accuracies a < target <= b the target is passed at the share (target - a) / (b - a) of
/// the way. What the accuracy was before the first validation is not known, so a run that is there at its first is
/// counted with the whole time until then; so is one whose validation before was not a finite number.
public struct TimeToTarget: Sendable, Equatable {
    public let epochs: Double
    public let seconds: Double

    /// nil where no validation reaches the target, or where its time is not a finite number.
    public init?(_ target: Double, in validations: [ValidationPoint]) {
        guard let place = validations.firstIndex(where: { $0.accuracy >= target }) else { return nil }
        let reached = validations[place]
        var epochs = reached.epochs
        var seconds = reached.seconds
        if place > 0, validations[place - 1].accuracy.isFinite, reached.accuracy.isFinite {
            let before = validations[place - 1]
            let share = (target - before.accuracy) / (reached.accuracy - before.accuracy)
            epochs = before.epochs + share * (reached.epochs - before.epochs)
            seconds = before.seconds + share * (reached.seconds - before.seconds)
        }
        guard epochs.isFinite, seconds.isFinite else { return nil }
        self.epochs = epochs
        self.seconds = seconds
    }
}

/// Time to target over an arm's seeds. A miss counts as infinite, so medians are of all runs.
public struct TargetSummary: Sendable, Equatable, Codable {
    /// Validation accuracy, 0...1.
    public let target: Double
    public let n: Int
    /// Runs that reached it.
    public let reached: Int
    /// nil where it is infinite, that is where half of the runs or more missed, and where there are no runs.
    public let medianEpochs: Double?
    public let medianSeconds: Double?

    public init(_ target: Double, runs: [ComparedRun]) {
        let times = runs.map { TimeToTarget(target, in: $0.validations) }
        self.target = target
        n = runs.count
        reached = times.count { $0 != nil }
        medianEpochs = median(times.map { $0?.epochs ?? .infinity })?.finite
        medianSeconds = median(times.map { $0?.seconds ?? .infinity })?.finite
    }
}
