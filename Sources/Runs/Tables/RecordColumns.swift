/// A column of a table of records: its name and each record's value.
struct RecordColumn<Record>: Sendable {
    let name: String
    let value: @Sendable (Record) -> ExportTable.Value

    init(_ name: String, _ value: @escaping @Sendable (Record) -> ExportTable.Value) {
        self.name = name
        self.value = value
    }
}

extension ExportTable.Value {
    /// A number; missing if nil.
    static func optional(_ value: Double?) -> Self { value.map { .number($0) } ?? .missing }
}

extension ExportTable {
    /// A row per record.
    /// - Throws: `ExportError`.
    init<Record>(_ columns: [RecordColumn<Record>], of records: [Record]) throws(ExportError) {
        try self.init(columns: columns.map(\.name))
        try append(columns, of: records, key: [])
    }

    /// Adds a row per record; `key` stands in front of each.
    /// - Throws: `ExportError.rowLength`.
    mutating func append<Record>(
        _ columns: [RecordColumn<Record>], of records: [Record], key: [Value]
    ) throws(ExportError) {
        for record in records { try append(key + columns.map { $0.value(record) }) }
    }
}
