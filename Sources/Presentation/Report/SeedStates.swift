import Text
import Specs
package import Runs

/// The incomplete seeds of an experiment, with reasons.
package struct SeedStates {
    /// Files that were damaged after the run.
    package let damagedFiles: [String]
    /// "3 of 5 seeds are complete; damaged: seed 1 (steps.csv); not trained: seed 4"; nil if all are complete.
    package let sentence: String?

    package init(_ found: FoundExperiment) {
        let (resolved, count) = (found.resolved, found.resolved.spec.seeds.count)
        let hash = resolved.trainingHash
        var (damaged, damagedFiles, missing, others): ([String], [String], [UInt64], [UInt64]) = ([], [], [], [])
        for seed in found.missing {
            switch found.folder.state(seed: seed, specHash: hash) {
            case .damaged(let file):
                damaged.append("\(seed) (\(file))")
                damagedFiles.append(found.folder.file("seed-\(seed)/\(file)"))
            case .otherTraining: others.append(seed)
            case .missing, .complete: missing.append(seed)
            }
        }
        self.damagedFiles = damagedFiles
        let parts = [
            damaged.isEmpty ? nil : "damaged: \(Plural.noun("seed", damaged.count)) \(damaged.joined(separator: ", "))",
            missing.isEmpty ? nil : "not trained: \(Self.list(missing))",
            others.isEmpty ? nil : "of another training: \(Self.list(others))",
        ].compactMap { $0 }
        sentence =
            parts.isEmpty
            ? nil : "\(count - found.missing.count) of \(count) seeds are complete; " + parts.joined(separator: "; ")
    }

    /// "seeds 1, 2, 3"
    package static func list(_ seeds: [UInt64]) -> String {
        "\(Plural.noun("seed", seeds.count)) \(SeedList.text(seeds))"
    }
}
