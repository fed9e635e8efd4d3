import Training

/// `steps.csv` and `epochs.csv`. Numbers are the shortest decimals that read back as the same value.
enum HistoryCSV {
    /// Steps have a column of weight decay only if a schedule moves it.
    static func encode(_ steps: [StepRecord]) -> [UInt8] {
        let isDecaying = steps.contains { $0.weightDecay != nil }
        return encode(steps, isDecaying ? StepRecord.decayingColumns : StepRecord.columns)
    }

    static func encode(_ epochs: [EpochRecord]) -> [UInt8] { encode(epochs, EpochRecord.columns) }

    private static func encode<Record>(_ records: [Record], _ columns: [RecordColumn<Record>]) -> [UInt8] {
        var text = Array((header(columns) + "\n").utf8)
        append(records, columns, to: &text)
        return text
    }

    /// The first line, without its end.
    static func header<Record>(_ columns: [RecordColumn<Record>]) -> String {
        columns.map(\.name).joined(separator: ",")
    }

    /// Appends a line per record.
    static func append<Record>(
        _ records: some Collection<Record>, _ columns: [RecordColumn<Record>], to text: inout [UInt8]
    ) {
        text.reserveCapacity(text.count + records.count * columns.count * 16)
        for record in records {
            for (place, column) in columns.enumerated() {
                if place > 0 { text.append(UInt8(ascii: ",")) }
                text += column.value(record).csvField.utf8
            }
            text.append(UInt8(ascii: "\n"))
        }
    }

    /// Reads `steps.csv`.
    static func steps(at path: String) throws(StoreError) -> [StepRecord] {
        let decaying = StepRecord.decayingColumns.map(\.name)
        let table = try NumberTable(at: path, header: StepRecord.columns.map(\.name), or: decaying)
        return (0..<table.count).map { row in
            StepRecord(
                step: Int(table[row, 0] ?? 0), epoch: Int(table[row, 1] ?? 0), lr: table[row, 2] ?? .nan,
                momentum: table[row, 3], weightDecay: table.names.count == decaying.count ? table[row, 6] : nil,
                loss: table[row, 4] ?? .nan, accuracy: table[row, 5] ?? .nan)
        }
    }

    /// Reads `epochs.csv`.
    /// - Returns: the rows, and whether they have the mean losses. Without the column `running_loss`, `train_loss` is the
    ///   running average, and the mean loss is NaN: an older version wrote the file.
    static func epochs(at path: String) throws(StoreError) -> (rows: [EpochRecord], haveMeanLosses: Bool) {
        let names = EpochRecord.columns.map(\.name)
        let table = try NumberTable(at: path, header: EpochRecord.columnsWithoutRunning.map(\.name), or: names)
        let isCurrent = table.names.count == names.count
        let rows = (0..<table.count).map { row in
            let loss = table[row, 1] ?? .nan
            return EpochRecord(
                epoch: Int(table[row, 0] ?? 0), trainLoss: isCurrent ? loss : .nan,
                runningLoss: isCurrent ? table[row, 4] ?? .nan : loss, validLoss: table[row, 2] ?? .nan,
                accuracy: table[row, 3] ?? .nan, seconds: table[row, isCurrent ? 5 : 4] ?? .nan)
        }
        return (rows, isCurrent)
    }
}

/// A growing `steps.csv`.
typealias LiveSteps = LiveTable<StepRecord>
/// A growing `epochs.csv`.
typealias LiveEpochs = LiveTable<EpochRecord>

extension LiveTable<StepRecord> {
    /// - Parameter isDecaying: whether a schedule moves weight decay.
    init(_ path: String, isDecaying: Bool) {
        self.init(path, isDecaying ? StepRecord.decayingColumns : StepRecord.columns)
    }
}

extension LiveTable<EpochRecord> {
    init(_ path: String) { self.init(path, EpochRecord.columns) }
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
    static let columns = leading + [.init("running_loss") { .number($0.runningLoss) }] + trailing
    /// The same in older versions; their `train_loss` is the running average.
    static let columnsWithoutRunning = leading + trailing

    private static var leading: [RecordColumn<EpochRecord>] {
        [
            .init("epoch") { .integer(Int64($0.epoch)) }, .init("train_loss") { .number($0.trainLoss) },
            .init("valid_loss") { .number($0.validLoss) }, .init("accuracy") { .number($0.accuracy) },
        ]
    }
    private static var trailing: [RecordColumn<EpochRecord>] { [.init("seconds") { .number($0.seconds) }] }
}
