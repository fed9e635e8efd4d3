import Specs
import Runs
import Foundation

extension RecordedExperiment {
    /// Experiments as arms, in their order: those that differ by their seeds alone are one arm of all these seeds, by the
    /// name of the first. What a study tells apart stays apart.
    /// - Throws: `ComparisonError` where a folder is there twice or is a copy of another, where two of one training do
    ///   not agree on a seed, and where different trainings have one name.
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

    /// Whether both are one training, seeds aside, and no study says that they are two.
    func isOneArm(with other: RecordedExperiment) -> Bool {
        guard resolved.trainingKey == other.resolved.trainingKey else { return false }
        guard let cell = resolved.trial, let otherCell = other.resolved.trial else { return true }
        return !cell.isOfStudy(of: otherCell) || name == other.name
    }

    /// The runs of both, a seed once.
    /// - Throws: `ComparisonError` where they do not agree on a seed, and where the other has no seed of its own.
    func joined(with other: RecordedExperiment) throws(ComparisonError) -> RecordedExperiment {
        let own = Dictionary(runs.map { ($0.summary.seed, $0.summary.hashes) }, uniquingKeysWith: { first, _ in first })
        var more: [Run] = []
        for run in other.runs {
            guard let hashes = own[run.summary.seed] else {
                more.append(run)
                continue
            }
            // The seconds in epochs.csv are of the run, not of the training.
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
