import RangeTest

/// Suggestions of range tests, as in `lr_finder.json` and in the output of `onecycle suggest`.
///
/// Methods and reasons have their names in files.
struct SuggestionTable: Codable, Equatable {
    /// A method's median over the seeds, its range, and each seed's suggestion.
    struct Suggestion: Codable, Equatable {
        var lr: Double
        var low: Double
        var high: Double
        var seeds: [Seed]
    }
    /// One seed's suggestion and the point it comes from: its index among the seed's rows, rate and smoothed loss.
    struct Seed: Codable, Equatable {
        /// nil for a curve without a seed.
        var seed: UInt64?
        var lr: Double
        var index: Int
        var pointLr: Double
        var pointSmooth: Double
    }
    /// Why a method suggests no rate: a word for programs, a sentence for readers.
    struct Reason: Codable, Equatable {
        var reason: String
        var message: String
    }
    /// A rate with the methods that agree on it, or the reason why they do not.
    struct Consensus: Codable, Equatable {
        var lr: Double?
        var low: Double?
        var high: Double?
        var methods: [String]?
        var reason: String?
        var message: String?
    }

    /// The rate that our own method recommends: the centre and the ends of the basin, the standard error of its log10, and
    /// a word on how far the seeds agree; or the reason why it is missing.
    struct Recommended: Codable, Equatable {
        var lr: Double?
        var low: Double?
        var high: Double?
        var standardErrorDecades: Double?
        var seeds: Int?
        var confidence: String?
        var doubts: [String]?
        var reason: String?
        var message: String?
    }

    var recommended: Recommended
    /// By method; methods without a suggestion are left out.
    var suggestions: [String: Suggestion] = [:]
    /// By method: the others.
    var withoutSuggestion: [String: Reason] = [:]
    var consensus: Consensus

    /// - Parameter seeds: of the curves, in their order; nil if unknown.
    init(_ rates: SuggestedRates, seeds: [UInt64?]) {
        recommended = Recommended(rates.recommended)
        consensus =
            switch rates.consensus {
            case .success(let found):
                Consensus(lr: found.lr, low: found.low, high: found.high, methods: found.methods.map(\.rawValue))
            case .failure(let reason):
                Consensus(reason: reason.code, message: "no consensus: \(reason)")
            }
        for method in SuggestionMethod.allCases {
            switch rates.methods[method] {
            case .success(let summary)?:
                let answers = zip(seeds, rates.bySeed[method] ?? [])
                suggestions[method.rawValue] = Suggestion(
                    lr: summary.lr, low: summary.low, high: summary.high,
                    seeds: answers.compactMap { seed, answer in (try? answer.get()).map { Seed(seed, $0) } })
            case .failure(let reason)?:
                withoutSuggestion[method.rawValue] = Reason(reason: reason.code, message: "\(reason)")
            case nil: break
            }
        }
    }
}

extension SuggestionTable.Recommended {
    fileprivate init(_ answer: Result<RecommendedRate, LRSuggestionError>) {
        switch answer {
        case .success(let rate):
            self.init(
                lr: rate.lr, low: rate.low, high: rate.high, standardErrorDecades: rate.standardError,
                seeds: rate.seeds,
                confidence: rate.confidence.rawValue, doubts: rate.doubts.map(\.rawValue))
        case .failure(let reason): self.init(reason: reason.code, message: "no recommended rate: \(reason)")
        }
    }
}

extension SuggestionTable.Seed {
    fileprivate init(_ seed: UInt64?, _ suggestion: LRSuggestion) {
        self.init(
            seed: seed, lr: suggestion.lr, index: suggestion.index, pointLr: suggestion.point.lr,
            pointSmooth: suggestion.point.smooth)
    }
}
