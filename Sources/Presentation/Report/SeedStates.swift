import Specs
package import Runs

/// The seeds of an experiment that are not whole, and why.
package struct SeedStates {
    /// Files that a damaged seed should have as they were written.
    package let damagedFiles: [String]
    /// "3 of 5 seeds are whole; damaged: seed 1 (steps.csv); not trained: seed 4"; nil where all are whole.
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
            damaged.isEmpty ? nil : "damaged: seed\(damaged.count == 1 ? "" : "s") \(damaged.joined(separator: ", "))",
            missing.isEmpty ? nil : "not trained: \(Self.list(missing))",
            others.isEmpty ? nil : "of another training: \(Self.list(others))",
        ].compactMap { $0 }
        sentence =
            parts.isEmpty
            ? nil : "\(count - found.missing.count) of \(count) seeds are whole; " + parts.joined(separator: "; ")
    }

    /// "seeds 1, 2, 3"
    package static func list(_ seeds: [UInt64]) -> String {
        "seed\(seeds.count == 1 ? "" : "s") \(SeedList.text(seeds))"
    }
}
