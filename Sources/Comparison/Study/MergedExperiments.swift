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
            let disputed = Self.disputedSeeds(of: training)
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
            let known = Set(merged.runs.map(\.summary.seed))
            let more = training[place].runs.filter { !known.contains($0.summary.seed) }
            if more.isEmpty {
                repetitions.append(Repetition(experiment: training[place], of: merged))
            } else {
                merged = RecordedExperiment(merged, adding: more, from: training[place].folders)
            }
        }
        experiments.append(merged)
    }

    /// Seeds of which two folders hold different results. The epochs hold seconds, which differ between equal runs.
    private static func disputedSeeds(of training: [RecordedExperiment]) -> [UInt64] {
        var results: [UInt64: Set<[String]>] = [:]
        for run in training.flatMap(\.runs) {
            results[run.summary.seed, default: []].insert([run.summary.hashes.model, run.summary.hashes.steps])
        }
        return results.filter { $0.value.count > 1 }.keys.sorted()
    }
}

extension RecordedExperiment {
    /// Whether both belong to one study, or both to no study.
    func isOfStudy(of other: RecordedExperiment) -> Bool {
        switch (resolved.trial, other.resolved.trial) {
        case (let one?, let other?): one.isOfStudy(of: other)
        case (nil, nil): true
        default: false
        }
    }
}
