import Runs
import Specs

extension ComparisonMismatch {
    /// Mismatches of all compared pairs in data, model, length, seeds and images.
    ///
    /// Settings that a study changes are no mismatch between its experiments.
    /// - Parameter baseline: the name of the arm that all others are compared with; nil for every pair.
    static func all(_ experiments: [RecordedExperiment], baseline: String?) -> [ComparisonMismatch] {
        let shared = experiments.map(shared)
        let bases = baseline.flatMap { name in experiments.firstIndex { $0.name == name } }.map { [$0] }
        return (bases ?? Array(experiments.indices)).flatMap { base in
            (bases == nil ? Array(experiments[(base + 1)...].indices) : experiments.indices.filter { $0 != base })
                .flatMap { other in
                    between(experiments[base], shared[base], experiments[other], shared[other])
                }
        }
    }

    /// The same except for seeds, and for images of experiments without runs.
    static func ofSettings(_ experiments: [RecordedExperiment], baseline: String?) -> [ComparisonMismatch] {
        all(experiments, baseline: baseline).filter { mismatch in
            switch mismatch.what {
            case seeds: false
            case trainImages, validImages: mismatch.first != missing && mismatch.second != missing
            default: true
            }
        }
    }

    private static func between(
        _ one: RecordedExperiment, _ left: [String: String], _ other: RecordedExperiment, _ right: [String: String]
    ) -> [ComparisonMismatch] {
        if left == right { return [] }
        let excused = differByStudy(one, other)
        let keys = Set(left.keys).union(right.keys).filter { left[$0] != right[$0] && !excused($0) }
        return keys.sorted().map { key in
            ComparisonMismatch(
                what: key, first: left[key] ?? missing, second: right[key] ?? missing, firstArm: one.name,
                secondArm: other.name)
        }
    }

    /// Which keys may differ because both are experiments of one study. Seeds may not, and images only if the study
    /// changes the data.
    private static func differByStudy(
        _ one: RecordedExperiment, _ another: RecordedExperiment
    ) -> (String) -> Bool {
        guard let trial = one.resolved.trial, let other = another.resolved.trial, trial.isOfStudy(of: other)
        else { return { _ in false } }
        let changesData = trial.changes.contains { $0.hasPrefix("data.") }
        return { key in
            switch key {
            case seeds: false
            case trainImages, validImages: changesData
            default: true
            }
        }
    }

    private static let missing = "none"
    private static let seeds = "seeds"
    private static let trainImages = "training images (SHA-256)"
    private static let validImages = "validation images (SHA-256)"

    /// Settings that arms should share, by name. The order of seeds does not matter.
    static func shared(_ experiment: RecordedExperiment) -> [String: String] {
        var shared = experiment.resolved.leaves(under: ["data", "model", "epochs", "steps"])
        let summary = experiment.runs.first?.summary
        shared[seeds] = "[\(SeedList.text(experiment.runs.map(\.summary.seed).sorted(), limit: .max))]"
        shared[trainImages] = summary?.hashes.images.trainData
        shared[validImages] = summary?.hashes.images.validData
        return shared
    }
}
