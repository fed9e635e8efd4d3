/// A table; the first column names the row.
public struct ReportTable: Sendable, Equatable {
    /// A column's header and how it is set.
    public struct Column: Sendable, Equatable {
        /// How the cells of a column are set.
        public enum Kind: String, Sendable, CaseIterable {
            case text
            /// To the right, digits below digits.
            case number
            /// Hashes and the like, in a fixed width.
            case code
        }

        public var title: String
        public var kind: Kind

        public init(_ title: String, _ kind: Kind = .number) {
            self.title = title
            self.kind = kind
        }
    }

    /// What is in it; the name it is known by, so never empty.
    public var caption: String
    public var columns: [Column]
    /// Cells by row; a row that is too short is filled with empty cells, one that is too long is cut.
    public var rows: [[String]]
    /// A line below it; empty for none.
    public var note: String
    /// Whether it may be folded where it is long: most readers do without it.
    public var isDetail: Bool

    public init(caption: String, columns: [Column], rows: [[String]], note: String = "", isDetail: Bool = false) {
        self.isDetail = isDetail
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.note = note
    }

    /// A row's cells with the columns they are in.
    func cells(_ row: [String]) -> [(column: Column, text: String)] {
        columns.enumerated().map { index, column in (column, index < row.count ? row[index] : "") }
    }
}
