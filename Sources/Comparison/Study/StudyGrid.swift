package import Runs
package import Specs

/// Experiments of one study by arm and by the values of the grid's keys.
package struct StudyGrid: Sendable, Equatable {
    /// An experiment's place: the index of its arm, and for each key the index of its value.
    package struct Place: Sendable, Equatable {
        package let arm: Int
        package let values: [Int]
    }

    /// The arms' names in the study, in the order of the experiments; empty for a single arm, or none.
    package let arms: [String]
    /// The grid's keys with more than one value.
    package let keys: [Sensitivity.Key]
    /// One per experiment.
    package let places: [Place]

    /// - Returns: nil unless the experiments are different trials of one study.
    package init?(_ experiments: [RecordedExperiment]) {
        self.init(trials: experiments.map(\.resolved.trial))
    }

    /// - Parameter trials: one per experiment; nil for one of no study.
    package init?(trials: [Trial?]) {
        let known = trials.compactMap { $0 }
        guard let first = known.first, known.count > 1, known.count == trials.count,
            known.allSatisfy({ $0.study == first.study && $0.values.map(\.key) == first.values.map(\.key) })
        else { return nil }
        var arms: [String] = []
        for trial in known { if let arm = trial.arm, !arms.contains(arm) { arms.append(arm) } }
        var keys: [Sensitivity.Key] = []
        var values = known.map { _ in [Int]() }
        for index in first.values.indices {
            let (key, places) = Sensitivity.key(first.values[index].key, known.map { $0.values[index].value })
            guard key.labels.count > 1 else { continue }
            keys.append(key)
            for trial in known.indices { values[trial].append(places[trial]) }
        }
        let places = known.indices.map { index in
            Place(arm: known[index].arm.flatMap(arms.firstIndex) ?? 0, values: values[index])
        }
        guard !places.indices.contains(where: { places[..<$0].contains(places[$0]) }) else { return nil }
        self.arms = arms.count > 1 ? arms : []
        self.keys = keys
        self.places = places
    }

    /// Names of the experiments in figures: "constant-high, epochs 4".
    package var names: [String] {
        let short = keys.map { $0.name.split(separator: ".").last.map(String.init) ?? $0.name }
        let words = Set(short).count == short.count ? short : keys.map(\.name)
        return places.map { place in
            let values = zip(words, zip(keys, place.values)).map { "\($0) \($1.0.labels[$1.1])" }
            return ((arms.isEmpty ? [] : [arms[place.arm]]) + values).joined(separator: ", ")
        }
    }

    /// Indices of experiments: a row per arm, a column per value. nil unless each arm has every value of one key.
    package var lines: [[Int]]? {
        guard keys.count == 1, arms.count > 1, places.count == arms.count * keys[0].labels.count else { return nil }
        return arms.indices.map { arm in
            keys[0].labels.indices.map { value in places.firstIndex(of: Place(arm: arm, values: [value])) ?? 0 }
        }
    }
}
