import Comparison
import Figures
import Plotting
import Runs

/// The sides of a grid of arms: the keys in which its experiments differ, with the value of each experiment.
struct ArmSides {
    /// The arms of a study, or the values of a key.
    struct Side {
        /// The last part of the key; "arm" for arms.
        var name: String
        var labels: [String]
        /// Whether its values are numbers, in ascending order.
        var isOrdered: Bool
        /// Whether it holds the arms of a study.
        var isOfArms = false
        /// For each experiment, the index of its value.
        var places: [Int]
    }

    /// One or more; arms first.
    let sides: [Side]

    /// - Returns: nil unless the experiments form a grid.
    init?(_ experiments: [RecordedExperiment]) {
        if let grid = StudyGrid(experiments), !grid.keys.isEmpty || !grid.arms.isEmpty {
            var sides = zip(Self.shortNames(grid.keys), grid.keys).enumerated().map { index, key in
                Side(key.0, key.1, grid.places.map { $0.values[index] })
            }
            if !grid.arms.isEmpty {
                sides.insert(
                    Side(
                        name: "arm", labels: grid.arms, isOrdered: false, isOfArms: true,
                        places: grid.places.map(\.arm)),
                    at: 0)
            }
            self.sides = sides
            return
        }
        guard let grid = Sensitivity(experiments) else { return nil }
        var places = grid.keys.map { _ in experiments.map { _ in 0 } }
        for (row, line) in grid.arms.enumerated() {
            for (column, arm) in line.enumerated() {
                for (key, place) in zip(places.indices, [column, row]) { places[key][arm] = place }
            }
        }
        sides = zip(zip(Self.shortNames(grid.keys), grid.keys), places).map { Side($0.0, $0.1, $1) }
    }

    /// The last parts of keys; whole keys if two of these are equal.
    private static func shortNames(_ keys: [Sensitivity.Key]) -> [String] {
        let short = keys.map { $0.name.split(separator: ".").last.map(String.init) ?? $0.name }
        return Set(short).count == short.count ? short : keys.map(\.name)
    }

    private var count: Int { sides.first?.places.count ?? 0 }

    /// "constant-high, epochs 4": complete, one per experiment.
    var names: [String] {
        (0..<count).map { arm in
            sides.map { side in
                let label = side.labels[side.places[arm]]
                return side.isOfArms ? label : "\(side.name) \(label)"
            }.joined(separator: ", ")
        }
    }

    /// "constant-high, 4"
    var rowNames: [String] {
        (0..<count).map { arm in sides.map { $0.labels[$0.places[arm]] }.joined(separator: ", ") }
    }

    /// "arm, epochs"
    var rowLabel: String { sides.map(\.name).joined(separator: ", ") }
}

extension ArmSides.Side {
    fileprivate init(_ name: String, _ key: Sensitivity.Key, _ places: [Int]) {
        let numbers = key.numbers.flatMap { $0.count == key.labels.count ? $0 : nil }
        self.init(
            name: name, labels: numbers.map { Self.shortened(key.labels, $0) } ?? key.labels, isOrdered: numbers != nil,
            places: places)
    }

    /// Numbers of more than six characters with as few significant digits as keep all of them different.
    static func shortened(_ labels: [String], _ numbers: [Double]) -> [String] {
        guard labels.contains(where: { $0.count > 6 }) else { return labels }
        for digits in 3...8 {
            let short = zip(labels, numbers).map { label, number in
                label.count > 6 ? TickFormatter.number(number, digits: digits).flattened : label
            }
            if Set(short).count == short.count { return short }
        }
        return labels
    }
}
