import Statistics

/// What a comparison says of one arm.
public struct ArmReport: Sendable, Equatable, Codable {
    /// One run's values. A loss that is not a finite number is nil; so is the time to a target that was missed.
    public struct Run: Sendable, Equatable, Codable {
        public let seed: UInt64
        public let diverged: Bool
        public let finalAccuracy: Double
        public let bestAccuracy: Double
        public let finalLoss: Double?
        public let bestLoss: Double?
        public let epochsToTarget: Double?
        public let secondsToTarget: Double?
    }

    public let name: String
    public let n: Int
    /// How many of the n runs diverged. They are in every number here, by the rule of `ComparedRun`.
    public let diverged: Int
    public let baselineUntuned: Bool
    public let finalAccuracy: MetricSummary
    public let bestAccuracy: MetricSummary
    public let finalLoss: MetricSummary
    public let bestLoss: MetricSummary
    /// nil where no target was asked for.
    public let timeToTarget: TargetSummary?
    /// By seed.
    public let runs: [Run]

    /// The order of the runs does not matter.
    public init(_ arm: ComparedArm, options: ComparisonOptions = .init()) {
        let ordered = arm.runs.sorted { $0.seed < $1.seed }
        func summary(_ metric: ComparisonMetric) -> MetricSummary {
            MetricSummary(ordered.map(metric.value), options: options)
        }
        name = arm.name
        n = ordered.count
        diverged = ordered.count(where: \.hasDiverged)
        baselineUntuned = arm.isUntunedBaseline
        finalAccuracy = summary(.finalAccuracy)
        bestAccuracy = summary(.bestAccuracy)
        finalLoss = summary(.finalLoss)
        bestLoss = summary(.bestLoss)
        timeToTarget = options.target.map { TargetSummary($0, runs: ordered) }
        runs = ordered.map { run in
            let time = options.target.flatMap { TimeToTarget($0, in: run.validations) }
            return Run(
                seed: run.seed, diverged: run.hasDiverged, finalAccuracy: run.finalAccuracy,
                bestAccuracy: run.bestAccuracy, finalLoss: run.finalLoss.finite, bestLoss: run.bestLoss.finite,
                epochsToTarget: time?.epochs, secondsToTarget: time?.seconds)
        }
    }
}
