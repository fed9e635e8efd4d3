import Foundation
public import Training

/// Curves of range tests that were recorded elsewhere: a CSV file with the columns `lr` and `loss`, perhaps `smooth` and
/// `seed`, in any order, found by name; others are passed over.
public struct RecordedCurves: Sendable, Equatable {
    /// Longest file that is read, in bytes.
    public static let sizeLimit = 64 << 20

    /// One a seed, in the order in which the seeds come first; nil where the file has no column `seed`.
    public let seeds: [UInt64?]
    public let curves: [LRFinderCurve]

    /// Reads a file.
    ///
    /// Where there is no column `smooth`, the losses are averaged as our own finder does. A loss may be empty or not
    /// finite: its curve is read up to there. Why the test stopped is not in the file: where it ends above four times the
    /// lowest smoothed loss it is taken as diverged.
    /// - Parameter plannedSteps: of the test, a tenth of which is left out; nil: the rows of the longest curve.
    /// - Throws: `CurveFileError` at the first line that is wrong.
    public init(path: String, plannedSteps: Int? = nil) throws(CurveFileError) {
        let table = try CurveTable(path: path)
        let planned = plannedSteps ?? table.curves.map(\.points.count).max() ?? 0
        seeds = table.curves.map(\.seed)
        curves = table.curves.map { entry in
            LRFinderCurve(
                points: entry.points, stop: Self.stop(entry.points), startLR: entry.points.first?.lr ?? 0,
                endLR: entry.points.last?.lr ?? 0, plannedSteps: planned)
        }
    }

    /// The suggestions as JSON, of the shape that lr_finder.json has, without a newline at the end.
    public func json() throws -> String {
        struct Document: Encodable {
            var suggestions: [String: SuggestionTable.Suggestion]
            var withoutSuggestion: [String: SuggestionTable.Reason]
            var consensus: SuggestionTable.Consensus
            var stops: [Stop]
            var numIt: Int
        }
        struct Stop: Encodable {
            var seed: UInt64?
            var reason: StopReason
            var steps: Int
        }
        let table = SuggestionTable(SuggestedRates(curves), seeds: seeds)
        let document = Document(
            suggestions: table.suggestions, withoutSuggestion: table.withoutSuggestion, consensus: table.consensus,
            stops: zip(seeds, curves).map { .init(seed: $0, reason: .init($1.stop), steps: $1.points.count) },
            numIt: curves.first?.plannedSteps ?? 0)
        return String(decoding: try StoreJSON.encode(document).dropLast(), as: UTF8.self)
    }

    private static func stop(_ points: [LRFinderCurve.Point]) -> LRFinderCurve.Stop {
        guard points.allSatisfy({ $0.loss.isFinite && $0.smooth.isFinite }) else { return .nonFinite }
        let factor = LRFinder.defaultDivergenceFactor
        guard let best = points.map(\.smooth).min(), let last = points.last, best > 0, last.smooth > factor * best
        else {
            return .completed
        }
        return .diverged(factor: factor)
    }
}
