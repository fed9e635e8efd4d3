extension Comparison {
    /// Experiments that can be compared with each other: of one study, or alike in data, model, length and images; those
    /// that differ by their seeds alone are one, and all of a group have the same seeds. Groups and experiments keep the
    /// order in which they were given.
    public static func groups(_ experiments: [RecordedExperiment]) -> [[RecordedExperiment]] {
        var groups: [[RecordedExperiment]] = []
        for experiment in joined(experiments) {
            let place = groups.firstIndex { group in
                guard let first = group.first, first.isOfStudy(of: experiment) else { return false }
                return !group.contains { $0.name == experiment.name || $0.isOneArm(with: experiment) }
                    && ComparisonMismatch.all([first, experiment], baseline: nil).isEmpty
            }
            if let place {
                groups[place].append(experiment)
            } else {
                groups.append([experiment])
            }
        }
        return groups
    }

    /// Those that differ by their seeds alone as one; what cannot be joined stays by itself.
    private static func joined(_ experiments: [RecordedExperiment]) -> [RecordedExperiment] {
        var arms: [RecordedExperiment] = []
        for experiment in experiments {
            let place = arms.firstIndex { $0.isOneArm(with: experiment) && $0.isOfStudy(of: experiment) }
            if let place, let joined = try? arms[place].joined(with: experiment) {
                arms[place] = joined
            } else {
                arms.append(experiment)
            }
        }
        return arms
    }

    /// What has to be alike in experiments that are compared, of one of them: a value for each of the spec's sections,
    /// and the images themselves.
    public static func shared(of experiment: RecordedExperiment) -> [(name: String, value: String)] {
        var sections: [String: [String]] = [:]
        for (key, value) in ComparisonMismatch.shared(experiment).sorted(by: { $0.key < $1.key }) {
            let parts = key.split(separator: ".", maxSplits: 1)
            let section = parts.first.map(String.init) ?? key
            sections[section, default: []].append(parts.count > 1 ? "\(parts[1]) \(value)" : value)
        }
        return sections.sorted { $0.key < $1.key }.map { ($0.key, $0.value.joined(separator: ", ")) }
    }
}

extension RecordedExperiment {
    /// Whether both are of one study, or neither is of any.
    fileprivate func isOfStudy(of other: RecordedExperiment) -> Bool {
        switch (resolved.cell, other.resolved.cell) {
        case (let one?, let other?): one.isOfStudy(of: other)
        case (nil, nil): true
        default: false
        }
    }
}
