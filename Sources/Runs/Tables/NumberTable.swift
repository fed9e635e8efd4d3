/// Comma-separated numbers under a header, as run folders hold them.
struct NumberTable {
    /// The header's names.
    let names: [String]
    /// By row; nil for an empty field.
    private var values: [Double?] = []

    /// Number of rows.
    var count: Int { values.count / names.count }

    /// The value in a row and a column, both from 0; nil for an empty field.
    subscript(row: Int, column: Int) -> Double? { values[row * names.count + column] }

    /// Reads a table with the given header, or a longer one.
    /// - Throws: `StoreError` if the file cannot be read, has another header, or holds anything but numbers.
    init(at path: String, header: [String], or longer: [String]? = nil) throws(StoreError) {
        let bytes = try StoredFile.bytes(of: path)
        var reader = CSVReader(bytes)
        func next() throws(StoreError) -> Bool {
            do throws(CSVQuoteError) {
                return try reader.next()
            } catch {
                throw .malformed(path: path, line: error.line, what: "\(error)")
            }
        }
        let first = try next() ? reader.texts : []
        guard first == header || first == longer else {
            throw .malformed(path: path, line: 1, what: "the header is not \(header.joined(separator: ","))")
        }
        names = first
        let areCounts = names.map { ["step", "epoch", "seed"].contains($0) }
        values.reserveCapacity(bytes.count / 8)
        while try next() {
            guard reader.count == names.count else {
                throw .malformed(
                    path: path, line: reader.line, what: "\(reader.count) fields, not \(names.count)")
            }
            for column in names.indices {
                if reader.isEmpty(column) {
                    values.append(nil)
                    continue
                }
                func problem(_ words: (String) -> String) -> StoreError {
                    .malformed(
                        path: path, line: reader.line,
                        what: "\(names[column]): " + words(reader.text(column, limit: 40)))
                }
                guard let value = reader.number(column) else { throw problem { "\"\($0)\" is not a number" } }
                if areCounts[column], !(value >= 0 && value <= 0x1p53) { throw problem { "\($0) is not a count" } }
                values.append(value)
            }
        }
    }
}
