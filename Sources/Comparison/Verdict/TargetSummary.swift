import Statistics

/// Time to a target over an arm's runs. A miss counts as infinite, so medians include all runs.
public struct TargetSummary: Sendable, Equatable, Codable {
    /// Validation accuracy, 0...1.
    public let target: Double
    /// Number of runs.
    public let n: Int
    /// Runs that reached the target.
    public let reached: Int
    /// nil if it is infinite, which it is if at least half of the runs miss, and for no runs.
    public let medianEpochs: Double?
    /// Like `medianEpochs`.
    public let medianSeconds: Double?

    /// - Parameter target: validation accuracy, 0...1.
    public init(_ target: Double, runs: [ComparedRun]) {
        let times = runs.map { TimeToTarget(target, in: $0) }
        self.target = target
        n = runs.count
        reached = times.count { $0 != nil }
        medianEpochs = median(times.map { $0?.epochs ?? .infinity })?.finite
        medianSeconds = median(times.map { $0?.seconds ?? .infinity })?.finite
    }
}
