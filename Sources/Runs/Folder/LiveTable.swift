import Files

/// A CSV file that grows while a run trains.
struct LiveTable<Record>: Sendable {
    private var file: GrowingFile
    private let columns: [RecordColumn<Record>]
    /// Rows in the file.
    private var count = 0

    /// Rows of one write.
    private static var rowsPerWrite: Int { 1 << 14 }

    init(_ path: String, _ columns: [RecordColumn<Record>]) {
        file = GrowingFile(path)
        self.columns = columns
    }

    /// Keeps the first rows of a file that an earlier call left, and cuts off the others. A file with fewer rows is written
    /// anew by the next `write`.
    mutating func keep(_ rows: Int) throws(FileError) {
        if try file.keep(lines: rows + 1, beginningWith: HistoryCSV.header(columns)) { count = rows }
    }

    /// Writes the rows up to `total` that are not in the file yet.
    /// - Parameter rows: the records at some places.
    mutating func write<Rows: Collection<Record>>(upTo total: Int, _ rows: (Range<Int>) -> Rows) throws(FileError) {
        // The first write makes the file, with its header alone if there are no rows.
        while count < total || !file.isWritten {
            let end = min(total, count + Self.rowsPerWrite)
            if file.isWritten {
                var text: [UInt8] = []
                HistoryCSV.append(rows(count..<end), columns, to: &text)
                if try file.append(text) {
                    count = end
                    continue
                }
            }
            // A new file, or one that another program changed.
            var text = Array((HistoryCSV.header(columns) + "\n").utf8)
            HistoryCSV.append(rows(0..<end), columns, to: &text)
            try file.replace(text)
            count = end
        }
    }
}
