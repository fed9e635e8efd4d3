import Files
import RangeTest
import Specs
import Statistics

/// The rows of a recorded range test, checked and grouped by seed.
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

    /// Indices of the columns.
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
        var rows = CSVReader(bytes)
        guard try next(&rows) else { throw CurveFileError(path: path, line: nil, problem: .empty) }
        columns = try header(rows)
        while try next(&rows) { try add(rows) }
        guard !curves.isEmpty else { throw CurveFileError(path: path, line: nil, problem: .noRows) }
    }

    private func next(_ rows: inout CSVReader) throws(CurveFileError) -> Bool {
        do throws(CSVQuoteError) {
            return try rows.next()
        } catch {
            throw CurveFileError(path: path, line: error.line, problem: .quotes)
        }
    }

    private func header(_ row: CSVReader) throws(CurveFileError) -> Columns {
        let names = row.texts
        func problem(_ problem: CurveFileError.Problem) -> CurveFileError {
            CurveFileError(path: path, line: row.line, problem: problem)
        }
        func place(_ name: String) throws(CurveFileError) -> Int? {
            let places = names.indices.filter { names[$0].lowercased() == name }
            if places.count > 1 { throw problem(.columnTwice(name)) }
            return places.first
        }
        func required(_ name: String) throws(CurveFileError) -> Int {
            guard let place = try place(name) else { throw problem(.noColumn(name, there: names)) }
            return place
        }
        return Columns(
            count: names.count, lr: try required("lr"), loss: try required("loss"), smooth: try place("smooth"),
            seed: try place("seed"))
    }

    private mutating func add(_ row: CSVReader) throws(CurveFileError) {
        func problem(_ problem: CurveFileError.Problem) -> CurveFileError {
            CurveFileError(path: path, line: row.line, problem: problem)
        }
        func loss(_ place: Int, _ column: String) throws(CurveFileError) -> Double {
            if row.isEmpty(place) { return .nan }
            guard let value = row.number(place) else { throw problem(.notANumber(column: column, row.text(place))) }
            return value
        }
        guard row.count == columns.count else { throw problem(.fieldCount(row.count, expected: columns.count)) }
        var seed: UInt64?
        if let place = columns.seed {
            guard let value = UInt64(row.text(place)) else { throw problem(.notASeed(row.text(place))) }
            seed = value
        }
        guard let lr = row.number(columns.lr) else {
            throw problem(.notANumber(column: "lr", row.text(columns.lr)))
        }
        guard CurveFileError.rates.contains(lr) else { throw problem(.rateOutOfRange(row.text(columns.lr))) }
        let place = places[seed] ?? curves.count
        if place == curves.count {
            guard place < SpecSchema.maxSeeds else { throw problem(.tooManySeeds(limit: SpecSchema.maxSeeds)) }
            curves.append(Entry(seed: seed))
            places[seed] = place
        }
        if let last = curves[place].points.last?.lr, lr <= last {
            throw problem(.rateNotRising(row.text(columns.lr), after: last, hasSeeds: columns.seed != nil))
        }
        let value = try loss(columns.loss, "loss")
        curves[place].average.add(value)
        let smooth = try columns.smooth.map { place throws(CurveFileError) in try loss(place, "smooth") }
        curves[place].points.append(.init(lr: lr, loss: value, smooth: smooth ?? curves[place].average.value))
    }
}
