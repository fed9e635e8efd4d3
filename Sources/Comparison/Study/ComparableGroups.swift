package import Runs
import Specs

/// Recorded experiments in groups that can be compared, without repetitions.
package struct ComparableGroups: Sendable {
    /// A group is one study, or experiments of no study that share data, model, length, seeds and images.
    ///
    /// Experiments that differ only by seed are one. Groups stand in the order of their first experiments, experiments in
    /// the given order, those of a study by arm and value.
    package private(set) var groups: [[RecordedExperiment]] = []
    /// Left out: each run is in one group, once.
    package let repetitions: [MergedExperiments.Repetition]
    /// Left out: no folder of a training is chosen over another.
    package let conflicts: [MergedExperiments.Conflict]

    package init(_ experiments: [RecordedExperiment]) {
        let merged = MergedExperiments(experiments)
        (repetitions, conflicts) = (merged.repetitions, merged.conflicts)
        for experiment in merged.experiments {
            let place = groups.firstIndex { Self.belongs(experiment, to: $0) }
            if let place { groups[place].append(experiment) } else { groups.append([experiment]) }
        }
        groups = groups.map(Self.ordered)
    }

    /// Settings that a study changes may differ between its experiments.
    private static func belongs(_ experiment: RecordedExperiment, to group: [RecordedExperiment]) -> Bool {
        guard let first = group.first, first.isOfStudy(of: experiment) else { return false }
        return !group.contains { $0.name == experiment.name || $0.isOneArm(with: experiment) }
            && ComparisonMismatch.all([first, experiment], baseline: nil).isEmpty
    }

    private static func ordered(_ group: [RecordedExperiment]) -> [RecordedExperiment] {
        guard let grid = StudyGrid(group) else { return group }
        func key(_ place: StudyGrid.Place) -> [Int] { [place.arm] + place.values }
        return zip(group, grid.places).enumerated().sorted { one, other in
            let (first, second) = (key(one.element.1), key(other.element.1))
            return first == second ? one.offset < other.offset : first.lexicographicallyPrecedes(second)
        }.map(\.element.0)
    }
}
