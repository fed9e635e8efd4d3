/// A table; the first column names the row.
package struct ReportTable: Sendable, Equatable {
    /// A column's header and how it is set.
    package struct Column: Sendable, Equatable {
        /// How the cells of a column are set.
        package enum Kind: String, Sendable, CaseIterable {
            case text
            /// To the right, digits below digits.
            case number
            /// Hashes and the like, in a fixed width.
            case code
        }

        package var title: String
        package var kind: Kind

        package init(_ title: String, _ kind: Kind = .number) {
            self.title = title
            self.kind = kind
        }
    }

    /// The caption, which also names the table; never empty.
    package var caption: String
    package var columns: [Column]
    /// Cells by row; short rows are padded with empty cells, long rows are cut.
    package var rows: [[String]]
    /// A line below it; may be empty.
    package var note: String
    /// Whether a long table may be folded.
    package var isDetail: Bool

    package init(caption: String, columns: [Column], rows: [[String]], note: String = "", isDetail: Bool = false) {
        self.isDetail = isDetail
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.note = note
    }

    /// The cells of a row with their columns.
    func cells(_ row: [String]) -> [(column: Column, text: String)] {
        columns.enumerated().map { index, column in (column, index < row.count ? row[index] : "") }
    }
}
