import Foundation
import Runs
import Specs

extension RecordedExperiment {
    /// Joins experiments that differ only by seed into one arm, named after the first. Trials of one study stay apart.
    /// - Throws: `ComparisonError` for repeated or copied folders, for different results of one seed, and for different
    ///   trainings of one name.
    static func arms(_ experiments: [RecordedExperiment]) throws(ComparisonError) -> [RecordedExperiment] {
        var arms: [RecordedExperiment] = []
        var places: Set<String> = []
        for experiment in experiments {
            let path = experiment.folder.path
            if !places.insert(place(path)).inserted { throw .sameFolder(path) }
            if let place = arms.firstIndex(where: { $0.isOneArm(with: experiment) }) {
                arms[place] = try arms[place].joined(with: experiment)
            } else if let other = arms.first(where: { $0.name == experiment.name }) {
                throw .sameNameInFolders(experiment.name, first: other.folder.path, second: path)
            } else {
                arms.append(experiment)
            }
        }
        return arms
    }

    private static func place(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }

    /// Whether both are one training except for seeds, and not two trials of one study.
    func isOneArm(with other: RecordedExperiment) -> Bool {
        guard resolved.trainingKey == other.resolved.trainingKey else { return false }
        guard let trial = resolved.trial, let otherTrial = other.resolved.trial else { return true }
        return !trial.isOfStudy(of: otherTrial) || name == other.name
    }

    /// The runs of both, each seed once.
    /// - Throws: `ComparisonError` for different results of one seed, and if one has no seed of its own.
    func joined(with other: RecordedExperiment) throws(ComparisonError) -> RecordedExperiment {
        let own = Dictionary(runs.map { ($0.summary.seed, $0.summary.hashes) }, uniquingKeysWith: { first, _ in first })
        var more: [Run] = []
        for run in other.runs {
            guard let hashes = own[run.summary.seed] else {
                more.append(run)
                continue
            }
            // The epochs hold seconds, which differ between equal runs.
            if hashes.model != run.summary.hashes.model || hashes.steps != run.summary.hashes.steps {
                throw .differentResults(
                    seed: run.summary.seed, first: folder.path, second: other.folder.path)
            }
        }
        if more.isEmpty || Set(own.keys).isSubset(of: other.runs.map(\.summary.seed)) {
            throw .copy(other.folder.path, of: folder.path)
        }
        return RecordedExperiment(self, adding: more, from: other.folders)
    }
}
