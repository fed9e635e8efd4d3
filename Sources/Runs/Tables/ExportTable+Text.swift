import JSON

extension ExportTable {
    /// Comma-separated values with a header, quoted as in RFC 4180; lines end with a line feed, as in run folders.
    ///
    /// Numbers are the shortest decimals that read back as the same value, or nan, inf, -inf. A missing value is an
    /// empty field, an empty text is "".
    package var csv: String {
        var text = ""
        for line in [columns.map(Value.text)] + rows {
            text += line.map(\.csvField).joined(separator: ",") + "\n"
        }
        return text
    }

    /// JSON Lines: one object per row, keys in the order of the columns. Missing values and numbers that are not finite
    /// are null.
    package var jsonLines: String {
        let keys = columns.map { JSONWriter.quoted($0) + ":" }
        var text = ""
        for row in rows {
            text += "{" + zip(keys, row).map { $0 + $1.json }.joined(separator: ",") + "}\n"
        }
        return text
    }
}

extension ExportTable.Value {
    /// One field of a CSV file.
    var csvField: String {
        switch self {
        case .missing: return ""
        case .flag(let value): return value ? "true" : "false"
        case .integer(let value): return "\(value)"
        case .unsigned(let value): return "\(value)"
        case .number(let value): return value.isNaN ? "nan" : "\(value)"
        case .text(let value):
            let isPlain = !value.isEmpty && !value.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
            return isPlain ? value : "\"" + value.replacing("\"", with: "\"\"") + "\""
        }
    }

    fileprivate var json: String {
        switch self {
        case .missing: "null"
        case .flag(let value): value ? "true" : "false"
        case .integer(let value): "\(value)"
        case .unsigned(let value): "\(value)"
        case .number(let value): value.isFinite ? JSONWriter.text(of: value) : "null"
        case .text(let value): JSONWriter.quoted(value)
        }
    }
}
