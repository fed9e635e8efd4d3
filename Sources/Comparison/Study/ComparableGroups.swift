package import Runs
import Specs

/// Recorded experiments in groups that can be compared, without repetitions.
package struct ComparableGroups: Sendable {
    /// An experiment whose runs another one holds too.
    package struct Repetition: Sendable {
        package let experiment: RecordedExperiment
        package let of: RecordedExperiment
    }

    /// A group is one study, or experiments of no study that share data, model, length, seeds and images.
    ///
    /// Experiments that differ only by seed are one. Groups stand in the order of their first experiments, experiments in
    /// the given order, those of a study by arm and value.
    package private(set) var groups: [[RecordedExperiment]] = []
    /// Left out: each run is in one group, once.
    package private(set) var repetitions: [Repetition] = []

    package init(_ experiments: [RecordedExperiment]) {
        for experiment in joined(experiments) {
            let place = groups.firstIndex { Self.belongs(experiment, to: $0) }
            if let place { groups[place].append(experiment) } else { groups.append([experiment]) }
        }
        groups = groups.map(Self.ordered)
    }

    /// Joins experiments that differ only by seed and leaves out copies. Experiments with different results stay apart.
    private mutating func joined(_ experiments: [RecordedExperiment]) -> [RecordedExperiment] {
        var arms: [RecordedExperiment] = []
        for experiment in experiments {
            guard let place = arms.firstIndex(where: { $0.isOneArm(with: experiment) && $0.isOfStudy(of: experiment) })
            else {
                arms.append(experiment)
                continue
            }
            do {
                arms[place] = try arms[place].joined(with: experiment)
            } catch .copy {
                repetitions.append(Repetition(experiment: experiment, of: arms[place]))
            } catch {
                arms.append(experiment)
            }
        }
        return arms
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

extension RecordedExperiment {
    /// Whether both belong to one study, or both to no study.
    fileprivate func isOfStudy(of other: RecordedExperiment) -> Bool {
        switch (resolved.trial, other.resolved.trial) {
        case (let one?, let other?): one.isOfStudy(of: other)
        case (nil, nil): true
        default: false
        }
    }
}
