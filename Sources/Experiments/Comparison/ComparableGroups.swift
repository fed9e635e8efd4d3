extension Comparison {
    /// Experiments that can be compared with each other: alike in data, model, length, seeds and images, and unlike in
    /// name. Groups and experiments keep the order in which they were given.
    public static func groups(_ experiments: [RecordedExperiment]) -> [[RecordedExperiment]] {
        var groups: [(shared: [String: String], experiments: [RecordedExperiment])] = []
        for experiment in experiments {
            let shared = ComparisonMismatch.shared(experiment)
            let place = groups.firstIndex { group in
                group.shared == shared && !group.experiments.contains { $0.name == experiment.name }
            }
            if let place {
                groups[place].experiments.append(experiment)
            } else {
                groups.append((shared, [experiment]))
            }
        }
        return groups.map(\.experiments)
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
