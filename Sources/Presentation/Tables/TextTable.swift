/// Columns under headers. By default the first column is left-aligned, the others right-aligned.
package struct TextTable {
    private var rows: [[String]]
    private var emphases: [TableStyle.Emphasis?] = [.bold]
    private let left: Set<Int>

    /// - Parameter left: the left-aligned columns.
    package init(_ header: [String], left: Set<Int> = [0]) {
        rows = [header]
        self.left = left
    }

    /// Adds a row with a cell per column.
    package mutating func add(_ row: [String], _ emphasis: TableStyle.Emphasis? = nil) {
        rows.append(row)
        emphases.append(emphasis)
    }

    /// The lines, without line breaks and without trailing spaces.
    package var lines: [String] { lines(in: TableStyle()) }

    /// The lines, no longer than the style's width if that is possible.
    ///
    /// First the names in the first column are shortened in the middle, as far as they differ. Then columns are left out,
    /// the last one first; a line names them.
    package func lines(in style: TableStyle) -> [String] {
        var columns = rows.first?.count ?? 0
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        func rest(_ columns: Int) -> Int { widths[..<columns].dropFirst().reduce(0) { $0 + $1 + 2 } }
        guard let width = style.width, let full = widths.first, full + rest(columns) > width else {
            return layout(rows, style)
        }
        let names = rows.map { $0[0] }
        let narrow = MiddleCut.narrowest(names)
        while columns > 2, narrow + rest(columns) > width { columns -= 1 }
        let room = min(full, max(narrow, width - rest(columns)))
        let cut = rows.map { [MiddleCut.text($0[0], room)] + $0[1..<columns] }
        guard let header = rows.first, columns < header.count else { return layout(cut, style) }
        let missing = header[columns...].map { $0.isEmpty ? "curve" : $0 }.joined(separator: ", ")
        return layout(cut, style) + [style.paint("wider terminals show \(missing)", .dim)]
    }

    private func layout(_ rows: [[String]], _ style: TableStyle) -> [String] {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return zip(rows, emphases).map { row, emphasis in
            var line = ""
            for (column, text) in row.enumerated() {
                let isLast = column == row.count - 1
                let space = String(repeating: " ", count: widths[column] - text.count)
                line += column == 0 ? "" : "  "
                line += left.contains(column) ? text + (isLast && column > 0 ? "" : space) : space + text
            }
            return style.paint(line, emphasis)
        }
    }
}

/// Names shortened in the middle: "one-cy…-0.05".
package enum MiddleCut {
    /// At most `limit` characters of the name: its begin, an ellipsis, its end.
    package static func text(_ name: String, _ limit: Int) -> String {
        guard name.count > limit, limit > 2 else { return name }
        let end = (limit - 1) / 2
        return name.prefix(limit - 1 - end) + "…" + name.suffix(end)
    }

    /// The smallest width, from 16 up, at which different names stay different.
    package static func narrowest(_ names: [String]) -> Int {
        let all = Set(names)
        let full = names.map(\.count).max() ?? 0
        guard full > 16 else { return full }
        return (16...full).first { limit in Set(all.map { text($0, limit) }).count == all.count } ?? full
    }
}
