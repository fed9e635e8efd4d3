import Foundation
public import Training

/// lr_finder.csv and lr_finder.json: a curve a seed, what is suggested, and why each test ended.
public struct FinderRecord: Sendable, Equatable {
    /// One seed's test.
    public struct Curve: Sendable, Equatable {
        public var seed: UInt64
        public var curve: LRFinderCurve

        public init(seed: UInt64, curve: LRFinderCurve) {
            self.seed = seed
            self.curve = curve
        }
    }

    public var curves: [Curve]

    public init(curves: [Curve]) { self.curves = curves }

    /// The suggested rate, "minimum / 10": the median over seeds of those that have one.
    public var minimumSuggestion: Double? {
        let values = curves.compactMap(\.curve.minimumSuggestion).sorted()
        guard !values.isEmpty else { return nil }
        let middle = values.count / 2
        return values.count % 2 == 1 ? values[middle] : (values[middle - 1] * values[middle]).squareRoot()
    }

    static let header = "lr,loss,smooth,seed"

    var csv: String {
        var text = FinderRecord.header + "\n"
        for entry in curves {
            for point in entry.curve.points {
                text += "\(point.lr),\(point.loss),\(point.smooth),\(entry.seed)\n"
            }
        }
        return text
    }
}

/// lr_finder.json.
struct FinderSummary: Codable {
    struct Suggestion: Codable {
        var lr: Double
    }
    struct Stop: Codable {
        var seed: UInt64
        var reason: Reason
        var steps: Int
        var minimum: Double?
    }
    enum Reason: String, Codable {
        case completed
        case diverged
        case nonFinite = "non_finite"
    }
    /// By method; a method without a suggestion is not there.
    var suggestions: [String: Suggestion]
    var stops: [Stop]
    var startLr: Double
    var endLr: Double
    var numIt: Int
    var divergenceFactor: Double
    var specHash: String
    /// SHA-256 of lr_finder.csv.
    var curveHash: String
}

extension RunFolder {
    /// Writes the range test's files.
    /// - Parameter specHash: of everything that decides the test.
    public func write(_ record: FinderRecord, specHash: String) throws {
        guard let first = record.curves.first?.curve else { return }
        let curve = Data(record.csv.utf8)
        let summary = FinderSummary(
            suggestions: record.minimumSuggestion.map { ["minimum": .init(lr: $0)] } ?? [:],
            stops: record.curves.map { entry in
                .init(
                    seed: entry.seed, reason: .init(entry.curve.stop), steps: entry.curve.points.count,
                    minimum: entry.curve.minimumSuggestion)
            },
            startLr: first.startLR, endLr: first.endLR, numIt: first.plannedSteps,
            divergenceFactor: LRFinder().divergenceFactor, specHash: specHash, curveHash: StoreJSON.sha256(curve))
        try AtomicFile.write(curve, to: file("lr_finder.csv"))
        try AtomicFile.write(StoreJSON.encode(summary), to: file("lr_finder.json"))
    }

    /// The recorded range test; nil where there is none of this spec, or where its files are not those that were written.
    public func finderRecord(of resolved: ResolvedSpec) -> FinderRecord? {
        guard let summary = try? StoreJSON.decode(FinderSummary.self, at: file("lr_finder.json")),
            summary.isOf(resolved), (try? StoreJSON.sha256(file: file("lr_finder.csv"))) == summary.curveHash,
            let rows = try? NumberTable.read(file("lr_finder.csv"), header: FinderRecord.header)
        else { return nil }
        let curves = summary.stops.map { stop in
            FinderRecord.Curve(
                seed: stop.seed,
                curve: LRFinderCurve(
                    points: rows.filter { $0[3] == Double(stop.seed) }.map {
                        .init(lr: $0[0] ?? .nan, loss: $0[1] ?? .nan, smooth: $0[2] ?? .nan)
                    }, stop: stop.reason.stop(factor: summary.divergenceFactor), startLR: summary.startLr,
                    endLR: summary.endLr, plannedSteps: summary.numIt))
        }
        let record = FinderRecord(curves: curves)
        let stepsAgree = zip(summary.stops, curves).allSatisfy { $0.steps == $1.curve.points.count }
        return stepsAgree && record.minimumSuggestion == summary.suggestions["minimum"]?.lr ? record : nil
    }
}

extension FinderSummary {
    /// Whether it is of the test that the spec asks for.
    fileprivate func isOf(_ resolved: ResolvedSpec) -> Bool {
        let finder = resolved.spec.lrFinder
        return specHash == resolved.finderHash && startLr == finder.startLR && endLr == finder.endLR
            && numIt == finder.numIt && stops.map(\.seed) == finder.seeds
    }
}

extension FinderSummary.Reason {
    init(_ stop: LRFinderCurve.Stop) {
        self =
            switch stop {
            case .completed: .completed
            case .diverged: .diverged
            case .nonFinite: .nonFinite
            }
    }

    func stop(factor: Double) -> LRFinderCurve.Stop {
        switch self {
        case .completed: .completed
        case .diverged: .diverged(factor: factor)
        case .nonFinite: .nonFinite
        }
    }
}
