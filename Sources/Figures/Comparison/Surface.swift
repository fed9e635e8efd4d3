import Plotting

/// Values over a grid of two ordered keys, interpolated linearly along both.
struct Surface {
    private let columns: StudyKey
    private let rows: StudyKey
    private let values: [[Double]]
    /// Parts of the room between two neighbouring places.
    private let parts: Int

    /// The max number of parts of the whole surface.
    private static let maxCells = 2500

    /// - Parameter values: [rows, columns].
    init(_ columns: StudyKey, _ rows: StudyKey, _ values: [[Double]]) {
        self.columns = columns
        self.rows = rows
        self.values = values
        let gaps = max(1, (columns.places.count - 1) * (rows.places.count - 1))
        parts = (1...8).last { $0 * $0 * gaps <= Self.maxCells } ?? 1
    }

    /// Coloured cells, small between the places. Beyond the outer places the colour stays.
    func ground(_ colors: ColorMap) -> CellGrid {
        let (across, up) = (cells(columns), cells(rows))
        return CellGrid(
            columnEdges: across.edges, rowEdges: up.edges,
            values: up.middles.map { row in across.middles.map { value(row, $0) } }, colors: colors)
    }

    /// The lines of equal values of the same surface.
    var contours: Contours {
        let (across, up) = (nodes(columns), nodes(rows))
        return Contours(
            x: across.map { Self.position($0, columns) }, y: up.map { Self.position($0, rows) },
            values: up.map { row in across.map { value(row, $0, isExact: true) } }, columns.isLog, rows.isLog)
    }

    /// Places between whole numbers, the indices of a key's values.
    private func nodes(_ key: StudyKey) -> [Double] {
        (0...(key.places.count - 1) * parts).map { Double($0) / Double(parts) }
    }

    private func cells(_ key: StudyKey) -> (edges: [Double], middles: [Double]) {
        let nodes = nodes(key)
        let (first, last) = (key.edges.first ?? 0, key.edges.last ?? 1)
        return (
            [first] + nodes.map { Self.position($0, key) } + [last],
            [0] + zip(nodes, nodes.dropFirst()).map { ($0 + $1) / 2 } + [nodes.last ?? 0]
        )
    }

    private static func position(_ node: Double, _ key: StudyKey) -> Double {
        let index = min(Int(node), key.places.count - 2)
        return StudyKey.between(
            key.places[index], key.places[index + 1], node - Double(index), isLog: key.isLog)
    }

    /// The value at places between whole numbers.
    /// - Parameter isExact: whether a value beside one that is not finite is not finite, either. Otherwise it is that of the
    ///   nearest place.
    private func value(_ row: Double, _ column: Double, isExact: Bool = false) -> Double {
        let (low, left) = (min(Int(row), rows.places.count - 2), min(Int(column), columns.places.count - 2))
        let (up, across) = (row - Double(low), column - Double(left))
        func at(_ row: Int, _ column: Int) -> Double {
            values.indices.contains(row) && values[row].indices.contains(column) ? values[row][column] : .nan
        }
        /// Without the value of weight 0, which need not be finite.
        func mixed(_ one: Double, _ other: Double, _ share: Double) -> Double {
            share == 0 ? one : share == 1 ? other : one + (other - one) * share
        }
        let value = mixed(
            mixed(at(low, left), at(low, left + 1), across), mixed(at(low + 1, left), at(low + 1, left + 1), across), up
        )
        return value.isFinite || isExact ? value : at(Int(row.rounded()), Int(column.rounded()))
    }
}
