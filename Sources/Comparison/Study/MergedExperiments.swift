package import Runs
import Specs

/// Folders of one training as one experiment: the seeds of all, each once.
package struct MergedExperiments: Sendable {
    /// A folder whose runs other folders hold too, with equal results.
    package struct Repetition: Sendable {
        package let experiment: RecordedExperiment
        package let of: RecordedExperiment
    }

    /// Folders of one training with different results of some seeds: none of them is compared.
    package struct Conflict: Sendable {
        package let experiments: [RecordedExperiment]
        /// The seeds with different results, in ascending order.
        package let seeds: [UInt64]
    }

    /// One per training, in the order of their first folders.
    package private(set) var experiments: [RecordedExperiment] = []
    package private(set) var repetitions: [Repetition] = []
    package private(set) var conflicts: [Conflict] = []

    /// - Parameter folders: complete experiments, each of one folder.
    package init(_ folders: [RecordedExperiment]) {
        var trainings: [[RecordedExperiment]] = []
        for folder in folders {
            let place = trainings.firstIndex { $0[0].isOneArm(with: folder) && $0[0].isOfStudy(of: folder) }
            if let place { trainings[place].append(folder) } else { trainings.append([folder]) }
        }
        for training in trainings {
            let disputed = RecordedExperiment.disputedSeeds(of: training)
            if disputed.isEmpty {
                merge(training)
            } else {
                conflicts.append(Conflict(experiments: training, seeds: disputed))
            }
        }
    }

    /// The folder with the most seeds gives the name and the spec; of equal folders the first.
    private mutating func merge(_ training: [RecordedExperiment]) {
        let places = training.indices.sorted {
            let (count, other) = (training[$0].runs.count, training[$1].runs.count)
            return count == other ? $0 < $1 : count > other
        }
        var merged = training[places[0]]
        for place in places.dropFirst() {
            let more = training[place].runs(beyond: merged)
            if more.isEmpty {
                repetitions.append(Repetition(experiment: training[place], of: merged))
            } else {
                merged = RecordedExperiment(merged, adding: more, from: training[place].folders)
            }
        }
        experiments.append(merged)
    }
}
