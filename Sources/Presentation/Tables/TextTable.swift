/// Columns under headers; the first to the left, the others to the right, unless said otherwise.
package struct TextTable {
    private var rows: [[String]]
    private let left: Set<Int>

    /// - Parameter left: columns that begin at the left.
    package init(_ header: [String], left: Set<Int> = [0]) {
        rows = [header]
        self.left = left
    }

    package mutating func add(_ row: [String]) { rows.append(row) }

    /// The lines, without a newline at the end; none ends in spaces.
    package var lines: [String] {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = ""
            for (column, text) in row.enumerated() {
                let isLast = column == row.count - 1
                let space = String(repeating: " ", count: widths[column] - text.count)
                line += column == 0 ? "" : "  "
                line += left.contains(column) ? text + (isLast && column > 0 ? "" : space) : space + text
            }
            return line
        }
    }
}
