public import Files
import JSON
import Specs
import Text

/// Arms from a table of results, a line a run: comma-separated, the columns `arm`, `seed` and `accuracy` and maybe
/// `loss` in any order under a header. So runs of other programs can be compared, too.
///
/// Fields are plain: without quotes, and without commas in names. An accuracy is a share, 0...1, or nan; a loss is any
/// number, and an empty one is nan. Arms are in the order in which they first come.
public enum ArmTable {
    /// Longest table, in bytes.
    public static let sizeLimit = 16 << 20

    /// Reads a file.
    /// - Throws: `ArmTableError`, for the first thing that is wrong; what the file is called is not in it.
    public static func arms(path: String) throws(ArmTableError) -> [ComparedArm] {
        let bytes: [UInt8]
        do {
            bytes = try InputFile.bytes(of: path, limit: sizeLimit)
        } catch {
            throw .file(error.reason)
        }
        return try arms(csv: String(decoding: bytes, as: UTF8.self))
    }

    /// - Throws: `ArmTableError`, for the first line that is wrong.
    public static func arms(csv: String) throws(ArmTableError) -> [ComparedArm] {
        let text = csv.hasPrefix("\u{FEFF}") ? csv.dropFirst() : csv[...]
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let header = try header(of: lines.first ?? "")
        var arms: [ComparedArm] = []
        var places: [String: Int] = [:]
        for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            let fields = fields(of: line)
            guard fields.count == header.count else {
                throw .fieldCount(line: index + 1, fields: fields.count, columns: header.count)
            }
            let row = Dictionary(zip(header, fields), uniquingKeysWith: { first, _ in first })
            let (name, run) = try run(row, line: index + 1)
            if let place = places[name] {
                arms[place].runs.append(run)
            } else {
                places[name] = arms.count
                arms.append(ComparedArm(name: name, runs: [run]))
            }
        }
        return arms
    }

    private static func header(of line: Substring) throws(ArmTableError) -> [String] {
        let header = fields(of: line)
        for column in ["arm", "seed", "accuracy"] where !header.contains(column) { throw .noColumn(column) }
        for (index, column) in header.enumerated() {
            if !["arm", "seed", "accuracy", "loss"].contains(column) || header[..<index].contains(column) {
                throw .column(column)
            }
        }
        return header
    }

    private static func run(
        _ row: [String: String], line: Int
    ) throws(ArmTableError) -> (name: String, run: ComparedRun) {
        let name = row["arm"] ?? ""
        if name.isEmpty { throw .value(line: line, column: "arm", text: name) }
        let seed = row["seed"] ?? ""
        guard let number = UInt64(seed) else { throw .value(line: line, column: "seed", text: seed) }
        let share = row["accuracy"] ?? ""
        guard let accuracy = Double(share), accuracy.isNaN || (0...1).contains(accuracy) else {
            throw .value(line: line, column: "accuracy", text: share)
        }
        let nats = row["loss"] ?? ""
        guard let loss = nats.isEmpty ? .nan : Double(nats) else {
            throw .value(line: line, column: "loss", text: nats)
        }
        return (name, ComparedRun(seed: number, accuracy: accuracy, loss: loss))
    }

    private static func fields(of line: Substring) -> [String] {
        line.split(separator: ",", omittingEmptySubsequences: false).map { field in
            String(field.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
    }
}

/// What is wrong with a table of results; lines count from 1.
public enum ArmTableError: Error, Sendable, Equatable, CustomStringConvertible {
    /// It cannot be read; why.
    case file(FileError.Reason)
    case noColumn(String)
    /// A column that is not known, or is there twice.
    case column(String)
    case fieldCount(line: Int, fields: Int, columns: Int)
    case value(line: Int, column: String, text: String)

    public var description: String {
        switch self {
        case .file(let reason): reason.text(of: "a table")
        case .noColumn(let name): "the header has no column \(name)"
        case .column(let name):
            "the header's column \(Printable.quoted(name, limit: 40)) is not known, or is there twice"
        case .fieldCount(let line, let fields, let columns):
            "line \(line): \(fields) fields for \(columns) columns"
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
