/// A table as templates read it.
struct TableView {
    struct Cell {
        let cellKind: String
        let cellText: String
        let cellMarkup: String
        /// How Markdown aligns its column.
        let cellRule: String

        init(_ column: ReportTable.Column, _ text: String) {
            cellKind = column.kind.rawValue
            cellText = text
            cellMarkup = BreakableText.markup(text)
            cellRule = column.kind == .number ? "---:" : "---"
        }
    }
    struct Row {
        /// One at most.
        let rowName: [Cell]
        let cells: [Cell]
    }

    /// Max number of rows of a table of details that is not folded.
    private static let maxRows = 12

    let tableAnchor: String
    let isFolded: Bool
    let foldTitle: String
    let caption: String
    let captionMarkup: String
    let columns: [Cell]
    let rows: [Row]
    /// nil for none.
    let tableNote: String?

    init(_ table: ReportTable, _ anchors: inout Anchors) {
        tableAnchor = anchors.next("table").name
        isFolded = table.isDetail && table.rows.count > Self.maxRows
        foldTitle = "\(table.rows.count) rows"
        caption = table.caption
        captionMarkup = BreakableText.markup(table.caption)
        columns = table.columns.map { Cell($0, $0.title) }
        rows = table.rows.map { row in
            let cells = table.cells(row).map { Cell($0.column, $0.text) }
            return Row(rowName: Array(cells.prefix(1)), cells: Array(cells.dropFirst()))
        }
        tableNote = table.note.isEmpty ? nil : table.note
    }
}
