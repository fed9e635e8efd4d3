import Training

/// A column of a table of records: its name and each record's value.
struct RecordColumn<Record>: Sendable {
    let name: String
    let value: @Sendable (Record) -> ExportTable.Value

    init(_ name: String, _ value: @escaping @Sendable (Record) -> ExportTable.Value) {
        self.name = name
        self.value = value
    }
}

extension StepRecord {
    /// The columns of `steps.csv`.
    static let columns = leading + trailing
    /// The same if a schedule moves weight decay.
    static let decayingColumns = columns + [decayColumn]
    /// The columns of exports.
    static let exportColumns = leading + [decayColumn] + trailing

    private static var leading: [RecordColumn<StepRecord>] {
        [
            .init("step") { .integer(Int64($0.step)) }, .init("epoch") { .integer(Int64($0.epoch)) },
            .init("lr") { .number($0.lr) }, .init("momentum") { .optional($0.momentum) },
        ]
    }
    private static var decayColumn: RecordColumn<StepRecord> { .init("weight_decay") { .optional($0.weightDecay) } }
    private static var trailing: [RecordColumn<StepRecord>] {
        [.init("loss") { .number($0.loss) }, .init("accuracy") { .number($0.accuracy) }]
    }
}

extension EpochRecord {
    /// The columns of `epochs.csv` and of exports.
    static let columns: [RecordColumn<EpochRecord>] = [
        .init("epoch") { .integer(Int64($0.epoch)) }, .init("train_loss") { .number($0.trainLoss) },
        .init("valid_loss") { .number($0.validLoss) }, .init("accuracy") { .number($0.accuracy) },
        .init("seconds") { .number($0.seconds) },
    ]
}

extension ExportTable.Value {
    /// A number; missing if nil.
    static func optional(_ value: Double?) -> Self { value.map { .number($0) } ?? .missing }
}

extension ExportTable {
    /// Columns and rows of records; `key` stands in front of every row.
    /// - Throws: `ExportError`.
    init<Record>(
        _ columns: [RecordColumn<Record>], of records: [Record], key: [(name: String, value: Value)] = []
    ) throws(ExportError) {
        try self.init(columns: key.map(\.name) + columns.map(\.name))
        try append(columns, of: records, key: key.map(\.value))
    }

    /// - Throws: `ExportError.rowLength`.
    mutating func append<Record>(
        _ columns: [RecordColumn<Record>], of records: [Record], key: [Value]
    ) throws(ExportError) {
        for record in records { try append(key + columns.map { $0.value(record) }) }
    }
}
