public import Specs
public import Runs

/// Experiments of one study by what they differ in: the arm, and the values of the grid's keys.
public struct StudyGrid: Sendable, Equatable {
    /// Where an experiment lies: its arm's number, and for each key the number of its value.
    public struct Place: Sendable, Equatable {
        public let arm: Int
        public let values: [Int]
    }

    /// The arms' names as their file has them, in the order of the experiments; empty where there are none, or one.
    public let arms: [String]
    /// The grid's keys of which there is more than one value.
    public let keys: [Sensitivity.Key]
    /// One an experiment.
    public let places: [Place]

    /// nil where the experiments are not of one study, or two of them are the same part of it.
    public init?(_ experiments: [RecordedExperiment]) {
        self.init(cells: experiments.map(\.resolved.trial))
    }

    /// - Parameter cells: one an experiment; nil for one of no study.
    public init?(cells: [Trial?]) {
        let known = cells.compactMap { $0 }
        guard let first = known.first, known.count > 1, known.count == cells.count,
            known.allSatisfy({ $0.study == first.study && $0.values.map(\.key) == first.values.map(\.key) })
        else { return nil }
        var arms: [String] = []
        for cell in known { if let arm = cell.arm, !arms.contains(arm) { arms.append(arm) } }
        var keys: [Sensitivity.Key] = []
        var values = known.map { _ in [Int]() }
        for index in first.values.indices {
            let (key, places) = Sensitivity.key(first.values[index].key, known.map { $0.values[index].value })
            guard key.labels.count > 1 else { continue }
            keys.append(key)
            for cell in known.indices { values[cell].append(places[cell]) }
        }
        let places = known.indices.map { index in
            Place(arm: known[index].arm.flatMap(arms.firstIndex) ?? 0, values: values[index])
        }
        guard !places.indices.contains(where: { places[..<$0].contains(places[$0]) }) else { return nil }
        self.arms = arms.count > 1 ? arms : []
        self.keys = keys
        self.places = places
    }

    /// What figures call the experiments: "constant-high, epochs 4".
    public var names: [String] {
        let short = keys.map { $0.name.split(separator: ".").last.map(String.init) ?? $0.name }
        let words = Set(short).count == short.count ? short : keys.map(\.name)
        return places.map { place in
            let values = zip(words, zip(keys, place.values)).map { "\($0) \($1.0.labels[$1.1])" }
            return ((arms.isEmpty ? [] : [arms[place.arm]]) + values).joined(separator: ", ")
        }
    }

    /// The places of the experiments, a row an arm and a column a value, where arms have every value of one key.
    public var lines: [[Int]]? {
        guard keys.count == 1, arms.count > 1, places.count == arms.count * keys[0].labels.count else { return nil }
        return arms.indices.map { arm in
            keys[0].labels.indices.map { value in places.firstIndex(of: Place(arm: arm, values: [value])) ?? 0 }
        }
    }
}
