public import Files
import Runs
import Text

/// Arms from a CSV file with one row per run, so that runs of other programs can be compared.
///
/// The columns `arm`, `seed` and `accuracy`, optionally `loss`, stand in any order under a header, in capitals or not.
/// A column without a name, which R and pandas write for row numbers, does not count. An accuracy is between 0 and 1; a
/// loss is any number. Either may be missing: nan, R's NA, and an empty loss. Arms keep the order of their first rows.
public enum ArmTable {
    /// Maximal size of a file, in bytes.
    public static let sizeLimit = 16 << 20

    /// Reads a file.
    /// - Throws: `ArmTableError` for the first problem; it does not name the file.
    public static func arms(path: String) throws(ArmTableError) -> [ComparedArm] {
        let bytes: [UInt8]
        do {
            bytes = try InputFile.bytes(of: path, limit: sizeLimit)
        } catch {
            throw .file(error.reason)
        }
        return try arms(bytes)
    }

    /// Reads a table.
    /// - Throws: `ArmTableError` for the first bad line.
    public static func arms(csv: String) throws(ArmTableError) -> [ComparedArm] { try arms(Array(csv.utf8)) }

    private static func arms(_ bytes: [UInt8]) throws(ArmTableError) -> [ComparedArm] {
        var rows = CSVReader(bytes)
        let columns = try columns(of: try next(&rows) ? rows.texts : [])
        let width = rows.count
        var arms: [ComparedArm] = []
        var places: [String: Int] = [:]
        while try next(&rows) {
            guard rows.count == width else {
                throw .fieldCount(line: rows.line, fields: rows.count, columns: width)
            }
            let (name, run) = try run(rows, columns)
            if let place = places[name] {
                arms[place].runs.append(run)
            } else {
                places[name] = arms.count
                arms.append(ComparedArm(name: name, runs: [run]))
            }
        }
        return arms
    }

    private static func next(_ rows: inout CSVReader) throws(ArmTableError) -> Bool {
        do throws(CSVQuoteError) {
            return try rows.next()
        } catch {
            throw .quotes(line: error.line)
        }
    }

    /// The index of each column.
    private static func columns(of header: [String]) throws(ArmTableError) -> [String: Int] {
        let names = header.map { $0.lowercased() }
        for column in ["arm", "seed", "accuracy"] where !names.contains(column) { throw .noColumn(column) }
        for (index, column) in names.enumerated() where !column.isEmpty {
            if !["arm", "seed", "accuracy", "loss"].contains(column) || names[..<index].contains(column) {
                throw .column(header[index])
            }
        }
        return Dictionary(names.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    private static func run(
        _ row: CSVReader, _ columns: [String: Int]
    ) throws(ArmTableError) -> (name: String, run: ComparedRun) {
        func text(_ column: String) -> String { columns[column].map { row.text($0) } ?? "" }
        func number(_ column: String) -> Double? {
            text(column) == "NA" ? .nan : columns[column].flatMap(row.number)
        }
        func problem(_ column: String) -> ArmTableError { .value(line: row.line, column: column, text: text(column)) }
        let name = text("arm")
        if name.isEmpty { throw problem("arm") }
        guard let seed = UInt64(text("seed")) else { throw problem("seed") }
        guard let accuracy = number("accuracy"), accuracy.isNaN || (0...1).contains(accuracy) else {
            throw problem("accuracy")
        }
        guard let loss = text("loss").isEmpty ? .nan : number("loss") else { throw problem("loss") }
        return (name, ComparedRun(seed: seed, accuracy: accuracy, loss: loss))
    }
}

/// Why a table of results cannot be read; lines count from 1.
public enum ArmTableError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file cannot be read.
    case file(FileError.Reason)
    /// The header lacks this column.
    case noColumn(String)
    /// This column is unknown or repeated.
    case column(String)
    /// A row has more or fewer fields than the header.
    case fieldCount(line: Int, fields: Int, columns: Int)
    /// A quoted field does not end as it must.
    case quotes(line: Int)
    /// A field is not as its column requires.
    case value(line: Int, column: String, text: String)

    /// The message: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .file(let reason): reason.text(of: "a table")
        case .noColumn(let name): "the header has no column \(name)"
        case .column(let name): "the header's column \(Printable.quoted(name, limit: 40)) is unknown or repeated"
        case .fieldCount(let line, let fields, let columns):
            "line \(line): \(fields) fields for \(columns) columns"
        case .quotes(let line): "line \(line): \(CSVQuoteError.message)"
        case .value(let line, let column, let text):
            "line \(line): \(column): \(Printable.quoted(text, limit: 40)) is not \(Self.kind(of: column))"
        }
    }

    private static func kind(of column: String) -> String {
        switch column {
        case "arm": "a name"
        case "seed": "a whole number"
        case "accuracy": "a number between 0 and 1"
        default: "a number"
        }
    }
}
