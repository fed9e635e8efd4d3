import Training

/// `steps.csv` and `epochs.csv`. Numbers are the shortest decimals that read back as the same value.
enum HistoryCSV {
    /// Steps have a column of weight decay only if a schedule moves it.
    static func encode(_ steps: [StepRecord]) -> String {
        let isDecaying = steps.contains { $0.weightDecay != nil }
        return encode(steps, isDecaying ? StepRecord.decayingColumns : StepRecord.columns)
    }

    static func encode(_ epochs: [EpochRecord]) -> String { encode(epochs, EpochRecord.columns) }

    private static func encode<Record>(_ records: [Record], _ columns: [RecordColumn<Record>]) -> String {
        var text = columns.map(\.name).joined(separator: ",") + "\n"
        text.reserveCapacity(records.count * columns.count * 16)
        for record in records {
            for (place, column) in columns.enumerated() {
                if place > 0 { text += "," }
                text += column.value(record).csvField
            }
            text += "\n"
        }
        return text
    }

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

    static func epochs(at path: String) throws(StoreError) -> [EpochRecord] {
        let table = try NumberTable(at: path, header: EpochRecord.columns.map(\.name))
        return (0..<table.count).map { row in
            EpochRecord(
                epoch: Int(table[row, 0] ?? 0), trainLoss: table[row, 1] ?? .nan, validLoss: table[row, 2] ?? .nan,
                accuracy: table[row, 3] ?? .nan, seconds: table[row, 4] ?? .nan)
        }
    }
}
