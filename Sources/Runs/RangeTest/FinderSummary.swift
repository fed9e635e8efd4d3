import RangeTest
import Specs

/// `lr_finder.json`.
struct FinderSummary: SelfRecording, Equatable {
    struct Stop: Codable, Equatable {
        var seed: UInt64
        var reason: StopReason
        var steps: Int
    }
    /// nil in files of older versions.
    var recommended: SuggestionTable.Recommended?
    var suggestions: [String: SuggestionTable.Suggestion]
    var withoutSuggestion: [String: SuggestionTable.Reason]
    var consensus: SuggestionTable.Consensus
    /// nil: `find --confirm` was not called.
    var confirmation: RateConfirmation?
    var stops: [Stop]
    var startLr: Double
    var endLr: Double
    var numIt: Int
    var spacing: String
    var loss: String
    /// `LRFinder.Method`; nil in files of older versions.
    var method: String?
    var divergenceFactor: Double
    var specHash: String
    /// SHA-256 of `lr_finder.csv`.
    var curveHash: String
    /// Of the images; nil in files of older versions.
    var images: ImageHashes?
    /// Of this file; nil in files of older versions.
    var record: String?

    /// - Returns: nil for a record without a curve.
    init?(_ record: FinderRecord, specHash: String, curveHash: String) {
        guard let first = record.curves.first?.curve else { return nil }
        let table = SuggestionTable(record.rates, seeds: record.curves.map(\.seed))
        recommended = table.recommended
        suggestions = table.suggestions
        withoutSuggestion = table.withoutSuggestion
        consensus = table.consensus
        confirmation = record.confirmation
        stops = record.curves.map {
            .init(seed: $0.seed, reason: .init($0.curve.stop), steps: $0.curve.points.count)
        }
        startLr = first.startLR
        endLr = first.endLR
        numIt = first.plannedSteps
        spacing = first.spacing.rawValue
        loss = first.loss.rawValue
        method = first.method.rawValue
        divergenceFactor = first.method.divergenceFactor
        self.specHash = specHash
        self.curveHash = curveHash
        images = record.images
    }

    /// Whether this is the test that the spec asks for.
    func isOf(_ resolved: ResolvedSpec) -> Bool {
        specHash == resolved.finderHash && stops.map(\.seed) == resolved.spec.lrFinder.seeds
    }
}

/// Why a test ended, by its word in files.
enum StopReason: String, Codable {
    case completed
    case diverged
    case nonFinite = "non_finite"

    init(_ stop: LRFinderCurve.Stop) {
        self =
            switch stop {
            case .completed: .completed
            case .diverged, .aboveStart: .diverged
            case .nonFinite: .nonFinite
            }
    }

    func stop(of finder: LRFinder) -> LRFinderCurve.Stop {
        switch self {
        case .completed: .completed
        case .diverged: finder.divergence
        case .nonFinite: .nonFinite
        }
    }
}
