import Files
import Text
import Specs
package import Runs

/// The incomplete seeds of an experiment, with reasons.
package struct SeedStates {
    /// "3 of 5 seeds are complete; damaged: seed 1 (steps.csv); not trained: seed 4"; nil if all are complete.
    package let sentence: String?

    package init(_ experiment: RecordedExperiment) {
        var (damaged, unreadable): ([String], [String]) = ([], [])
        var (missing, others): ([UInt64], [UInt64]) = ([], [])
        for seed in experiment.seeds {
            switch seed.state {
            case .damaged(let file): damaged.append("\(seed.number) (\(file))")
            case .otherTraining: others.append(seed.number)
            case .unreadable(let error):
                let file = error.path.split(separator: "/").last.map(String.init) ?? error.path
                unreadable.append("\(seed.number) (\(file): \(error.reason.words))")
            case .missing, .foreign: missing.append(seed.number)
            case .complete: break
            }
        }
        let parts = [
            damaged.isEmpty ? nil : "damaged: \(Plural.noun("seed", damaged.count)) \(damaged.joined(separator: ", "))",
            unreadable.isEmpty
                ? nil
                : "cannot be read: \(Plural.noun("seed", unreadable.count)) \(unreadable.joined(separator: ", "))",
            missing.isEmpty ? nil : "not trained: \(Self.list(missing))",
            others.isEmpty ? nil : "of another training: \(Self.list(others))",
        ].compactMap { $0 }
        sentence =
            parts.isEmpty
            ? nil
            : "\(experiment.runs.count) of \(experiment.seeds.count) seeds are complete; "
                + parts.joined(separator: "; ")
    }

    /// "seeds 1, 2, 3"
    package static func list(_ seeds: [UInt64]) -> String {
        "\(Plural.noun("seed", seeds.count)) \(SeedList.text(seeds))"
    }
}
