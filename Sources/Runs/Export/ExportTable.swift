/// Rows under named columns, to be written in a format that other programs read.
public struct ExportTable: Sendable, Equatable {
    /// One cell.
    public enum Value: Sendable, Equatable {
        case missing
        case flag(Bool)
        case integer(Int64)
        /// A seed, which may be beyond the signed range.
        case unsigned(UInt64)
        case number(Double)
        case text(String)
    }

    public let columns: [String]
    public private(set) var rows: [[Value]] = []

    /// - Throws: `ExportError.sameColumn`: JSON has a key once.
    public init(columns: [String]) throws(ExportError) {
        var names: Set<String> = []
        for column in columns where !names.insert(column).inserted { throw .sameColumn(column) }
        self.columns = columns
    }

    /// - Throws: `ExportError.rowLength` where there is not one value a column.
    public mutating func append(_ row: [Value]) throws(ExportError) {
        guard row.count == columns.count else { throw .rowLength(row.count, columns: columns.count) }
        rows.append(row)
    }
}

/// What cannot be exported.
public enum ExportError: Error, Sendable, Equatable, CustomStringConvertible {
    case sameColumn(String)
    /// Two experiments of one name, whose rows and files could not be told apart.
    case sameName(String)
    case rowLength(Int, columns: Int)
    case noColumn(String)
    /// A step that is not a whole number, in the row of this index.
    case notAStep(column: String, row: Int)
    /// An image that does not begin as a PNG file does, by its tag.
    case notPNG(String)

    public var description: String {
        switch self {
        case .sameColumn(let name): "two columns are called \(name)"
        case .sameName(let name): "two experiments are called \(name); give one another name"
        case .rowLength(let count, let columns): "a row has \(count) values for \(columns) columns"
        case .noColumn(let name): "there is no column \(name)"
        case .notAStep(let column, let row): "\(column) of row \(row + 1) is not a whole number"
        case .notPNG(let tag): "the image \(tag) is not a PNG file"
        }
    }
}
