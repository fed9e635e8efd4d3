/// Rows under named columns, to be written in a format that other programs read.
package struct ExportTable: Sendable, Equatable {
    /// One cell.
    package enum Value: Sendable, Equatable {
        case missing
        case flag(Bool)
        case integer(Int64)
        /// A seed, which may be above the signed range.
        case unsigned(UInt64)
        case number(Double)
        case text(String)
    }

    package let columns: [String]
    package private(set) var rows: [[Value]] = []

    /// - Throws: `ExportError.sameColumn`: a JSON object has a key once.
    package init(columns: [String]) throws(ExportError) {
        var names: Set<String> = []
        for column in columns where !names.insert(column).inserted { throw .sameColumn(column) }
        self.columns = columns
    }

    /// - Throws: `ExportError.rowLength` unless there is one value per column.
    package mutating func append(_ row: [Value]) throws(ExportError) {
        guard row.count == columns.count else { throw .rowLength(row.count, columns: columns.count) }
        rows.append(row)
    }
}

/// Why results cannot be exported.
public enum ExportError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Two columns have this name.
    case sameColumn(String)
    /// Two experiments have this name; their rows and files could not be told apart.
    case sameName(String)
    /// A row has another number of values than the table has columns.
    case rowLength(Int, columns: Int)
    /// The table lacks this column.
    case noColumn(String)
    /// The step in this row, counted from 0, is not a whole number.
    case notAStep(column: String, row: Int)
    /// The image of this tag does not begin like a PNG file.
    case notPNG(String)

    /// The message: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .sameColumn(let name): "two columns are called \(name)"
        case .sameName(let name): "two experiments are called \(name); give one another name"
        case .rowLength(let count, let columns): "a row has \(count) values for \(columns) columns"
        case .noColumn(let name): "the table has no column \(name)"
        case .notAStep(let column, let row): "\(column) of row \(row + 1) is not a whole number"
        case .notPNG(let tag): "the image \(tag) is not a PNG file"
        }
    }
}
