import Runs
import Specs

/// Folders of one training: whether they belong together, and what their runs are together.
extension RecordedExperiment {
    /// Whether both are one training except for seeds, and not two trials of one study.
    func isOneArm(with other: RecordedExperiment) -> Bool {
        guard resolved.trainingKey == other.resolved.trainingKey else { return false }
        guard let trial = resolved.trial, let otherTrial = other.resolved.trial else { return true }
        return !trial.isOfStudy(of: otherTrial) || name == other.name
    }

    /// Whether both belong to one study, or both to no study.
    func isOfStudy(of other: RecordedExperiment) -> Bool {
        switch (resolved.trial, other.resolved.trial) {
        case (let one?, let other?): one.isOfStudy(of: other)
        case (nil, nil): true
        default: false
        }
    }

    /// The runs with seeds that `other` does not have, in ascending order.
    func runs(beyond other: RecordedExperiment) -> [Run] {
        let known = Set(other.runs.map(\.summary.seed))
        return runs.filter { !known.contains($0.summary.seed) }
    }

    /// Seeds with different results in folders of one training, in ascending order. The epochs hold seconds, which differ
    /// between equal runs.
    static func disputedSeeds(of training: [RecordedExperiment]) -> [UInt64] {
        var results: [UInt64: Set<[String]>] = [:]
        for run in training.flatMap(\.runs) {
            results[run.summary.seed, default: []].insert([run.summary.hashes.model, run.summary.hashes.steps])
        }
        return results.filter { $0.value.count > 1 }.keys.sorted()
    }
}
