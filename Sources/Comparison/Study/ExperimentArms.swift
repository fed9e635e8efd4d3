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

    /// The runs of both, each seed once.
    /// - Throws: `ComparisonError` for different results of one seed, and if one has no seed of its own.
    private func joined(with other: RecordedExperiment) throws(ComparisonError) -> RecordedExperiment {
        if let seed = Self.disputedSeeds(of: [self, other]).first {
            throw .differentResults(seed: seed, first: folder.path, second: other.folder.path)
        }
        let more = other.runs(beyond: self)
        if more.isEmpty || runs(beyond: other).isEmpty { throw .copy(other.folder.path, of: folder.path) }
        return RecordedExperiment(self, adding: more, from: other.folders)
    }
}
