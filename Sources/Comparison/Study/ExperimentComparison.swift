public import Runs
import Specs
import Text

/// A comparison of recorded experiments; each training is an arm with a run per seed.
public struct ExperimentComparison: Sendable {
    /// One per arm: several folders of one training are one experiment here.
    public let experiments: [RecordedExperiment]
    /// Settings that compared arms should share and do not.
    public var mismatches: [ComparisonMismatch] { report.mismatches }
    /// All statistics and verdicts.
    public let report: ComparisonReport

    /// - Parameters:
    ///   - experiments: complete ones.
    ///   - options: the baseline's name may leave out the name of its study.
    /// - Throws: `ComparisonError`.
    public init(_ experiments: [RecordedExperiment], options: ComparisonOptions) throws(ComparisonError) {
        let arms = try RecordedExperiment.arms(experiments)
        var options = options
        let baseline = try Self.baseline(options.baseline, of: arms)
        options.baseline = baseline.map { .named($0) } ?? .none
        let untuned = UntunedBaselines.names(arms)
        self.experiments = arms
        report = try ComparisonReport(
            arms.map { $0.arm(isUntunedBaseline: untuned.contains($0.name)) }, options: options,
            mismatches: ComparisonMismatch.all(arms, baseline: baseline))
    }

    /// - Returns: an experiment's name; nil to compare every pair.
    static func baseline(
        _ wanted: ComparisonOptions.Baseline, of experiments: [RecordedExperiment]
    ) throws(ComparisonError) -> String? {
        let names = experiments.map(\.name)
        let study = commonStudy(of: experiments)
        switch wanted {
        case .none: return nil
        case .ofStudy: return study?.baseline.flatMap { names.contains($0) ? $0 : nil }
        case .named(let word):
            if let study, let name = study.experiment(word, among: names) { return name }
            if names.contains(word) { return word }
            // Overrides that the call gives, too, are part of every name.
            let plain = experiments.filter { $0.resolved.plainName == word }
            if plain.count == 1, let name = plain.first?.name { return name }
            let short = study.map { names.map($0.label) } ?? names
            throw .noBaseline(word, suggestion: Suggestion.nearest(to: word, in: short + names), names: short)
        }
    }

    /// The study that all experiments belong to, as the first has it; nil if they have no common study.
    private static func commonStudy(of experiments: [RecordedExperiment]) -> Trial? {
        guard let first = experiments.first?.resolved.trial else { return nil }
        let isOne = experiments.allSatisfy { $0.resolved.trial.map(first.isOfStudy) ?? false }
        // Folders that were not run since the study changed may name another baseline.
        let baselines = Set(experiments.compactMap(\.resolved.trial?.baseline))
        return isOne && baselines.count <= 1 ? first : nil
    }
}
