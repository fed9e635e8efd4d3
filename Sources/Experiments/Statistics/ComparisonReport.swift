/// A comparison of arms: every arm by itself, and every pair of them. What `compare --json` prints; its keys are those
/// of the properties in snake case, and a value that is not there, or not a finite number, is left out.
public struct ComparisonReport: Sendable, Equatable, Codable {
    /// What pairs are compared by.
    public let metric: ComparisonMetric
    /// Of all tests.
    public let alpha: Double
    /// Of all bootstrap intervals.
    public let confidence: Double
    public let resamples: Int
    public let seed: UInt64
    /// In the order they were given.
    public let arms: [ArmReport]
    /// The first with the second, the first with the third ... the last but one with the last.
    public let pairs: [PairReport]

    /// - Throws: `ComparisonError`.
    public init(_ arms: [ComparedArm], options: ComparisonOptions = .init()) throws(ComparisonError) {
        try options.check()
        var names: Set<String> = []
        for arm in arms {
            if !names.insert(arm.name).inserted { throw .sameName(arm.name) }
            var seeds: Set<UInt64> = []
            for run in arm.runs {
                if !seeds.insert(run.seed).inserted { throw .sameSeed(arm: arm.name, seed: run.seed) }
                if run.validations.isEmpty && !run.hasDiverged { throw .noValidation(arm: arm.name, seed: run.seed) }
            }
        }
        let pairs = arms.indices.flatMap { first in
            arms.indices[(first + 1)...].map { PairMeasurement(arms[first], arms[$0], options: options) }
        }
        metric = options.metric
        alpha = ComparisonOptions.alpha
        confidence = 0.95
        resamples = options.resamples
        seed = options.seed
        self.arms = arms.map { ArmReport($0, options: options) }
        self.pairs = zip(pairs, CorrectedP.all(pairs)).map { $0.report($1) }
    }
}
