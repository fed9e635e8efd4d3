import Specs
public import Runs

/// A grid of arms: experiments that differ in one key or two, with one arm for every combination of the values.
public struct Sensitivity: Sendable, Equatable {
    /// A key that differs.
    public struct Key: Sendable, Equatable {
        /// Its dotted path.
        public let name: String
        /// The values as compact JSON, words without their quotes: numbers rising, others in the order of the arms.
        public let labels: [String]
        /// The same as numbers; nil where one of them is none.
        public let numbers: [Double]?
    }

    /// One key or two, in alphabetical order.
    public let keys: [Key]
    /// For each value of the second key (of one key: a single row) and each value of the first, the arm's place.
    public let arms: [[Int]]

    /// The grid that recorded experiments are; nil where they are none.
    ///
    /// Of what decides a training all leaves count. Names, seeds and figures do not, and a list is one value.
    public init?(_ experiments: [RecordedExperiment]) {
        let keys: Set = ["data", "model", "optimizer", "schedule", "epochs", "steps"]
        self.init(leaves: experiments.map { $0.resolved.leaves(under: keys) })
    }

    /// - Parameter leaves: of each arm, values as compact JSON by dotted path.
    public init?(leaves: [[String: String]]) {
        guard leaves.count > 1, let first = leaves.first else { return nil }
        let paths = Set(leaves.flatMap(\.keys)).filter { path in
            // What a range test gave follows from the keys beside it.
            !(path.hasSuffix(".value") && first[path.dropLast("value".count) + "from_finder"] != nil)
        }
        let differing = paths.filter { path in leaves.contains { $0[path] != first[path] } }.sorted()
        guard differing.count == 1 || differing.count == 2 else { return nil }
        var found: [(key: Key, places: [Int])] = []
        for path in differing {
            let values = leaves.compactMap { $0[path] }
            guard values.count == leaves.count else { return nil }
            found.append(Self.key(path, values))
        }
        let columns = found[0].key.labels.count
        let rows = found.count > 1 ? found[1].key.labels.count : 1
        guard columns * rows == leaves.count else { return nil }
        var arms = Array(repeating: Array(repeating: -1, count: columns), count: rows)
        for arm in leaves.indices {
            let (column, row) = (found[0].places[arm], found.count > 1 ? found[1].places[arm] : 0)
            guard arms[row][column] < 0 else { return nil }
            arms[row][column] = arm
        }
        keys = found.map(\.key)
        self.arms = arms
    }

    /// What sets each arm apart, in the order of the arms: "lr_max 0.05, pct_start 0.3". Paths are said whole where
    /// their last parts are alike.
    public var armNames: [String] {
        let short = keys.map { $0.name.split(separator: ".").last.map(String.init) ?? $0.name }
        let names = Set(short).count == short.count ? short : keys.map(\.name)
        var found: [(arm: Int, name: String)] = []
        for (row, line) in arms.enumerated() {
            for (column, arm) in line.enumerated() {
                let places = [column, row]
                let parts = zip(keys, zip(names, places)).map { "\($1.0) \($0.labels[$1.1])" }
                found.append((arm, parts.joined(separator: ", ")))
            }
        }
        return found.sorted { $0.arm < $1.arm }.map(\.name)
    }

    /// A key from its value in each arm, and the place of that among the different ones.
    package static func key(_ path: String, _ values: [String]) -> (key: Key, places: [Int]) {
        var different: [String] = []
        for value in values where !different.contains(value) { different.append(value) }
        let numbers = different.compactMap(Double.init)
        let areNumbers = numbers.count == different.count
        if areNumbers { different.sort { (Double($0) ?? 0) < (Double($1) ?? 0) } }
        let labels = different.map { $0.hasPrefix("\"") ? String($0.dropFirst().dropLast()) : $0 }
        return (
            Key(name: path, labels: labels, numbers: areNumbers ? numbers.sorted() : nil),
            values.map { different.firstIndex(of: $0) ?? 0 }
        )
    }
}
