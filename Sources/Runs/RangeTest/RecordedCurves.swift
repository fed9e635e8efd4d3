import Files
import Foundation
public import RangeTest

/// Curves of range tests of other programs: a CSV file with columns `lr` and `loss`, optionally `smooth` and `seed`.
///
/// Columns are found by name, in any order; other columns are ignored.
public struct RecordedCurves: Sendable, Equatable {
    /// Maximal size of a file, in bytes.
    public static let sizeLimit = 64 << 20

    /// In the order of their first rows; nil if the file has no column `seed`.
    public let seeds: [UInt64?]
    /// One per seed.
    public let curves: [LRFinderCurve]

    /// Reads a file.
    ///
    /// Without a column `smooth`, losses are averaged like those of fastai. A curve ends at a loss that is empty or not
    /// finite. A test that ends above four times its lowest smoothed loss counts as diverged.
    /// - Parameters:
    ///   - path: of the file.
    ///   - plannedSteps: of the test; a tenth of them is left out. nil: those of the run folder, or the rows of the
    ///     longest curve.
    /// - Throws: `CurveFileError` for the first bad line, or if the file is in a run folder and not as the run wrote it.
    public init(path: String, plannedSteps: Int? = nil) throws(CurveFileError) {
        let recorded = try Self.recordedSteps(of: path)
        let table = try CurveTable(path: path)
        let planned = plannedSteps ?? recorded ?? table.curves.map(\.points.count).max() ?? 0
        seeds = table.curves.map(\.seed)
        curves = table.curves.map { entry in
            LRFinderCurve(
                points: entry.points, stop: Self.stop(entry.points), startLR: entry.points.first?.lr ?? 0,
                endLR: entry.points.last?.lr ?? 0, plannedSteps: planned)
        }
    }

    /// The suggestions as JSON, shaped like `lr_finder.json`, without a newline at the end.
    /// - Throws: the encoder's error.
    public func json() throws -> String {
        struct Document: Encodable {
            var recommended: SuggestionTable.Recommended
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
            recommended: table.recommended, suggestions: table.suggestions,
            withoutSuggestion: table.withoutSuggestion, consensus: table.consensus,
            stops: zip(seeds, curves).map { .init(seed: $0, reason: .init($1.stop), steps: $1.points.count) },
            numIt: curves.first?.plannedSteps ?? 0)
        return String(decoding: try StoreJSON.encode(document).dropLast(), as: UTF8.self)
    }

    /// Compares the curves of a run folder with their hash in `lr_finder.json`.
    /// - Returns: the steps that were planned; nil outside of run folders.
    private static func recordedSteps(of path: String) throws(CurveFileError) -> Int? {
        let folder = RunFolder(path: FileSystem.parent(of: path))
        let record = folder.file(.rangeTest)
        guard path.split(separator: "/").last == Substring(RunFile.rangeTestCurves.rawValue),
            folder.isOfRun || FileSystem.isTaken(record)
        else { return nil }
        switch folder.rangeTestFiles {
        case .none: return nil
        case .intact(let summary): return summary.numIt
        case .damaged(let file): throw CurveFileError(path: path, line: nil, problem: .damagedRangeTest(file.rawValue))
        case .unreadable(let error): throw CurveFileError(path: record, line: nil, problem: .file(error.reason))
        }
    }

    private static func stop(_ points: [LRFinderCurve.Point]) -> LRFinderCurve.Stop {
        guard points.allSatisfy({ $0.loss.isFinite && $0.smooth.isFinite }) else { return .nonFinite }
        let factor = LRFinder.Method.fastai.divergenceFactor
        guard let best = points.map(\.smooth).min(), let last = points.last, best > 0, last.smooth > factor * best
        else {
            return .completed
        }
        return .diverged(factor: factor)
    }
}
