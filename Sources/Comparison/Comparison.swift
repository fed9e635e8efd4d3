import Text
import Specs
public import Runs

/// Recorded experiments against each other: arms that differ by everything but the seed.
public struct Comparison: Sendable {
    /// An arm each: experiments that were given as several folders of one training are one here.
    public let experiments: [RecordedExperiment]
    /// What should be alike in arms that are compared with each other, and is not; empty: nothing.
    public var mismatches: [ComparisonMismatch] { report.mismatches }
    public let report: ComparisonReport

    /// - Parameter options: a baseline may be named by what stands behind the name of a study, too.
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

    /// - Returns: an experiment's name; nil where every pair is to be compared.
    private static func baseline(
        _ wanted: ComparisonOptions.Baseline, of experiments: [RecordedExperiment]
    ) throws(ComparisonError) -> String? {
        let names = experiments.map(\.name)
        let study = commonStudy(of: experiments)
        switch wanted {
        case .none: return nil
        case .ofStudy: return study?.baseline.flatMap { names.contains($0) ? $0 : nil }
        case .named(let word):
            if let name = Trial.experiment(word, among: names, of: study?.study ?? word) { return name }
            let short = study.map { study in names.map { Trial.label($0, in: study.study) } } ?? names
            throw .noBaseline(word, suggestion: Suggestion.nearest(to: word, in: short + names), names: short)
        }
    }

    /// The study that all are of, as the first has it; nil where they are not of one.
    private static func commonStudy(of experiments: [RecordedExperiment]) -> Trial? {
        guard let first = experiments.first?.resolved.trial else { return nil }
        let isOne = experiments.allSatisfy { $0.resolved.trial.map(first.isOfStudy) ?? false }
        // Folders that the study has not visited since it was changed may name another baseline.
        let baselines = Set(experiments.compactMap(\.resolved.trial?.baseline))
        return isOne && baselines.count <= 1 ? first : nil
    }
}
