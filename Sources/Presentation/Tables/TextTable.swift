/// Columns under headers. By default the first column is left-aligned, the others right-aligned.
package struct TextTable {
    private var rows: [[String]]
    private let left: Set<Int>

    /// - Parameter left: the left-aligned columns.
    package init(_ header: [String], left: Set<Int> = [0]) {
        rows = [header]
        self.left = left
    }

    /// Adds a row with a cell per column.
    package mutating func add(_ row: [String]) { rows.append(row) }

    /// The lines, without line breaks and without trailing spaces.
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
