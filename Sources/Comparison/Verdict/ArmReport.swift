import Statistics
public import Training

/// Statistics of one arm.
public struct ArmReport: Sendable, Equatable {
    /// One run's values.
    public struct Run: Sendable, Equatable {
        /// Of the run.
        public let seed: UInt64
        /// Whether the training diverged.
        public let diverged: Bool
        /// Epochs until the target; nil if the run missed it, or without a target.
        public let epochsToTarget: Double?
        /// Seconds until the target; nil if the run missed it, or without a target.
        public let secondsToTarget: Double?
        private let values: MetricTable<Double>

        /// The run's value of a metric; infinite for a loss that is not a finite number.
        public subscript(metric: ValidationMetric) -> Double { values[metric] ?? .infinity }

        fileprivate init(_ run: ComparedRun, target: Double?) {
            let time = target.flatMap { TimeToTarget($0, in: run) }
            seed = run.seed
            diverged = run.hasDiverged
            epochsToTarget = time?.epochs
            secondsToTarget = time?.seconds
            values = MetricTable { run[$0].finite }
        }
    }

    /// The arm's name.
    public let name: String
    /// Number of runs.
    public let n: Int
    /// Diverged runs among the n. All numbers include them, by the rule of `ComparedRun`.
    public let diverged: Int
    /// Runs among the n that did not learn, as `OutcomeCause` defines it.
    public let stuck: Int
    /// Whether this is a baseline with an untuned learning rate.
    public let baselineUntuned: Bool
    /// nil without a target.
    public let timeToTarget: TargetSummary?
    /// In ascending order of seeds.
    public let runs: [Run]
    private let summaries: MetricTable<MetricSummary>

    /// The summary of a metric over the runs.
    public subscript(metric: ValidationMetric) -> MetricSummary { summaries[metric] ?? MetricSummary([], of: metric) }

    /// The order of the runs does not matter.
    public init(_ arm: ComparedArm, options: ComparisonOptions = .init()) {
        let ordered = arm.runs.sorted { $0.seed < $1.seed }
        name = arm.name
        n = ordered.count
        diverged = ordered.count(where: \.hasDiverged)
        stuck = ordered.count { $0.outcome == .stuck }
        baselineUntuned = arm.isUntunedBaseline
        summaries = MetricTable { metric in
            // A test part of some runs only would be the mean of other seeds.
            if metric.isOfTest, !ordered.allSatisfy(\.hasTest) { return nil }
            return MetricSummary(ordered.map { $0[metric] }, of: metric)
        }
        timeToTarget = options.target.map { TargetSummary($0, runs: ordered) }
        runs = ordered.map { Run($0, target: options.target) }
    }
}

/// JSON holds a key per metric beside the others.
extension ArmReport: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, n, diverged, stuck, baselineUntuned, timeToTarget, runs
    }

    /// Reads the JSON that `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decode(String.self, forKey: .name)
        n = try values.decode(Int.self, forKey: .n)
        diverged = try values.decode(Int.self, forKey: .diverged)
        stuck = try values.decode(Int.self, forKey: .stuck)
        baselineUntuned = try values.decode(Bool.self, forKey: .baselineUntuned)
        timeToTarget = try values.decodeIfPresent(TargetSummary.self, forKey: .timeToTarget)
        runs = try values.decode([Run].self, forKey: .runs)
        summaries = try MetricTable(from: decoder)
    }

    /// Writes one object: the metrics beside the other keys.
    public func encode(to encoder: any Encoder) throws {
        try summaries.encode(to: encoder)
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(name, forKey: .name)
        try values.encode(n, forKey: .n)
        try values.encode(diverged, forKey: .diverged)
        try values.encode(stuck, forKey: .stuck)
        try values.encode(baselineUntuned, forKey: .baselineUntuned)
        try values.encodeIfPresent(timeToTarget, forKey: .timeToTarget)
        try values.encode(runs, forKey: .runs)
    }
}

extension ArmReport.Run: Codable {
    private enum CodingKeys: String, CodingKey {
        case seed, diverged, epochsToTarget, secondsToTarget
    }

    /// Reads the JSON that `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        seed = try values.decode(UInt64.self, forKey: .seed)
        diverged = try values.decode(Bool.self, forKey: .diverged)
        epochsToTarget = try values.decodeIfPresent(Double.self, forKey: .epochsToTarget)
        secondsToTarget = try values.decodeIfPresent(Double.self, forKey: .secondsToTarget)
        self.values = try MetricTable(from: decoder)
    }

    /// Writes one object: the metrics beside the other keys.
    public func encode(to encoder: any Encoder) throws {
        try self.values.encode(to: encoder)
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(seed, forKey: .seed)
        try values.encode(diverged, forKey: .diverged)
        try values.encodeIfPresent(epochsToTarget, forKey: .epochsToTarget)
        try values.encodeIfPresent(secondsToTarget, forKey: .secondsToTarget)
    }
}
