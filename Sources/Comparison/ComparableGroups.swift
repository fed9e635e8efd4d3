import Specs
public import Runs

/// Experiments that can be compared with each other, and those that say nothing new beside them.
public struct ComparableGroups: Sendable {
    /// A folder that holds no run which another one does not hold, too.
    public struct Repetition: Sendable {
        public let experiment: RecordedExperiment
        public let of: RecordedExperiment
    }

    /// Experiments of one study, or experiments of none that are alike in data, model, length, seeds and images; those
    /// that differ by their seeds alone are one. Groups keep the order in which their first experiments were given, and so
    /// do experiments, but for those of a study, which stand by arm and by value.
    public private(set) var groups: [[RecordedExperiment]] = []
    /// Each run is in a group once.
    public private(set) var repetitions: [Repetition] = []

    public init(_ experiments: [RecordedExperiment]) {
        for experiment in joined(experiments) {
            let place = groups.firstIndex { Self.belongs(experiment, to: $0) }
            if let place { groups[place].append(experiment) } else { groups.append([experiment]) }
        }
        groups = groups.map(Self.ordered)
    }

    /// Those that differ by their seeds alone as one, copies left out; what does not agree with another stays by itself.
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

    /// What a study changes is no difference between its experiments.
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
    /// Whether both are of one study, or neither is of any.
    fileprivate func isOfStudy(of other: RecordedExperiment) -> Bool {
        switch (resolved.trial, other.resolved.trial) {
        case (let one?, let other?): one.isOfStudy(of: other)
        case (nil, nil): true
        default: false
        }
    }
}
