import Files
import Specs

import Training

/// The rows of a recorded range test, checked and sorted by seed.
struct CurveTable {
    /// Points of a seed, in the order of their rows.
    struct Entry {
        var seed: UInt64?
        var points: [LRFinderCurve.Point] = []
        var average = ExponentialAverage(beta: LRFinder.defaultBeta)
    }

    private(set) var curves: [Entry] = []
    private let path: String
    private var columns = Columns()
    private var places: [UInt64?: Int] = [:]

    /// Where the columns are.
    private struct Columns {
        var count = 0
        var lr = 0
        var loss = 0
        var smooth: Int?
        var seed: Int?
    }

    init(path: String) throws(CurveFileError) {
        self.path = path
        let bytes: [UInt8]
        do {
            bytes = try InputFile.bytes(of: path, limit: RecordedCurves.sizeLimit, allowsPipe: true)
        } catch {
            throw CurveFileError(path: path, line: nil, problem: .file(error.reason))
        }
        var isHeader = true
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let fields = Self.fields(line)
            // An empty line is no row, wherever it is.
            if fields == [""] { continue }
            if isHeader {
                columns = try header(fields, line: index + 1)
            } else {
                try add(fields, line: index + 1)
            }
            isHeader = false
        }
        guard !isHeader else { throw CurveFileError(path: path, line: nil, problem: .empty) }
        guard !curves.isEmpty else { throw CurveFileError(path: path, line: nil, problem: .noRows) }
    }

    /// The fields of a line, without the space and the quotes around them, a carriage return at the end, and a byte
    /// order mark. Neither numbers nor the names looked for have a comma within quotes.
    private static func fields(_ line: ArraySlice<UInt8>) -> [String] {
        let blank: Set<UInt8> = [0x20, 0x09, 0x0D]
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let line = line.starts(with: mark) ? line.dropFirst(mark.count) : line
        return line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { field in
            var field = field.drop { blank.contains($0) }
            while let last = field.last, blank.contains(last) { field.removeLast() }
            let quote = UInt8(ascii: "\"")
            if field.count > 1, field.first == quote, field.last == quote { field = field.dropFirst().dropLast() }
            return String(decoding: field, as: UTF8.self)
        }
    }

    /// The number that all of a field is: the C library, which reads it, would stop at a zero byte.
    private static func number(_ field: String) -> Double? { field.utf8.contains(0) ? nil : Double(field) }

    private func header(_ names: [String], line: Int) throws(CurveFileError) -> Columns {
        func place(_ name: String) throws(CurveFileError) -> Int? {
            let places = names.indices.filter { names[$0].lowercased() == name }
            if places.count > 1 { throw CurveFileError(path: path, line: line, problem: .columnTwice(name)) }
            return places.first
        }
        func required(_ name: String) throws(CurveFileError) -> Int {
            guard let place = try place(name) else {
                throw CurveFileError(path: path, line: line, problem: .noColumn(name, there: names))
            }
            return place
        }
        return Columns(
            count: names.count, lr: try required("lr"), loss: try required("loss"), smooth: try place("smooth"),
            seed: try place("seed"))
    }

    private mutating func add(_ fields: [String], line: Int) throws(CurveFileError) {
        func wrong(_ problem: CurveFileError.Problem) -> CurveFileError {
            CurveFileError(path: path, line: line, problem: problem)
        }
        func loss(_ place: Int, _ column: String) throws(CurveFileError) -> Double {
            if fields[place].isEmpty { return .nan }
            guard let value = Self.number(fields[place]) else {
                throw wrong(.notANumber(column: column, fields[place]))
            }
            return value
        }
        guard fields.count == columns.count else {
            throw wrong(.fieldCount(fields.count, expected: columns.count))
        }
        var seed: UInt64?
        if let place = columns.seed {
            guard let value = UInt64(fields[place]) else { throw wrong(.notASeed(fields[place])) }
            seed = value
        }
        guard let lr = Self.number(fields[columns.lr]) else {
            throw wrong(.notANumber(column: "lr", fields[columns.lr]))
        }
        guard CurveFileError.rates.contains(lr) else { throw wrong(.rateOutOfRange(fields[columns.lr])) }
        let place = places[seed] ?? curves.count
        if place == curves.count {
            guard place < SpecSchema.maxSeeds else { throw wrong(.tooManySeeds(limit: SpecSchema.maxSeeds)) }
            curves.append(Entry(seed: seed))
            places[seed] = place
        }
        if let last = curves[place].points.last?.lr, lr <= last {
            throw wrong(.rateNotRising(fields[columns.lr], after: last, hasSeeds: columns.seed != nil))
        }
        let value = try loss(columns.loss, "loss")
        curves[place].average.add(value)
        let smooth = try columns.smooth.map { place throws(CurveFileError) in try loss(place, "smooth") }
        curves[place].points.append(.init(lr: lr, loss: value, smooth: smooth ?? curves[place].average.value))
    }
}
