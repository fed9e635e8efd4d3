package import Runs
import Specs

/// A grid of arms: experiments that differ in one or two keys, with one arm for every combination of values.
package struct Sensitivity: Sendable, Equatable {
    /// A key that differs.
    package struct Key: Sendable, Equatable {
        /// The dotted path.
        package let name: String
        /// The values as compact JSON, words without quotes: numbers in ascending order, others in the order of the arms.
        package let labels: [String]
        /// The same as numbers; nil unless all are numbers.
        package let numbers: [Double]?
    }

    /// One or two keys, in alphabetical order.
    package let keys: [Key]
    /// Indices of arms: a row per value of the second key, a column per value of the first. One row for one key.
    package let arms: [[Int]]

    /// The grid of recorded experiments; nil if they form none.
    ///
    /// All settings that determine a training count, except seeds. A list is one value.
    package init?(_ experiments: [RecordedExperiment]) {
        let keys: Set = ["data", "model", "optimizer", "schedule", "epochs", "steps"]
        self.init(leaves: experiments.map { $0.resolved.leaves(under: keys) })
    }

    /// - Parameter leaves: of each arm, values as compact JSON by dotted path.
    package init?(leaves: [[String: String]]) {
        guard leaves.count > 1, let first = leaves.first else { return nil }
        let paths = Set(leaves.flatMap(\.keys)).filter { path in
            // The rate of a range test follows from its other keys.
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

    /// A key from its value in each arm, and the index of each arm's value among the distinct ones.
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
