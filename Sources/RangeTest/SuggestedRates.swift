import Foundation
import Statistics

/// The suggestions of range tests over seeds: the recommended rate, a rate by each of fastai's methods, and their
/// consensus.
public struct SuggestedRates: Sendable, Equatable {
    /// One method over all seeds.
    public struct Method: Sendable, Equatable {
        /// Median of the seeds' suggestions; between two it is their geometric mean.
        public var lr: Double
        /// The lowest and the highest of them.
        public var low: Double
        /// The highest of them.
        public var high: Double
        /// Seeds that have one.
        public var seeds: Int
    }

    /// Where methods agree.
    public struct Consensus: Sendable, Equatable {
        /// Median of the methods' rates.
        public var lr: Double
        /// Those that agree, the lowest rate first.
        public var methods: [SuggestionMethod]
        /// The lowest and the highest of their rates.
        public var low: Double
        /// The highest of them.
        public var high: Double
    }

    /// The rate of the basin of the seeds' mean curve, or the reason why it is missing.
    public let recommended: Result<RecommendedRate, LRSuggestionError>
    /// Each seed's own answer, in the order of the curves.
    public let bySeed: [SuggestionMethod: [Result<LRSuggestion, LRSuggestionError>]]
    /// Each method's median and spread; a method without a suggestion has the seeds' most frequent reason.
    public let methods: [SuggestionMethod: Result<Method, LRSuggestionError>]
    /// The rate that methods agree on, or the reason why it is missing.
    public let consensus: Result<Consensus, LRSuggestionError>

    /// - Parameter curves: one per seed.
    public init(_ curves: [LRFinderCurve]) {
        var bySeed: [SuggestionMethod: [Result<LRSuggestion, LRSuggestionError>]] = [:]
        var methods: [SuggestionMethod: Result<Method, LRSuggestionError>] = [:]
        for method in SuggestionMethod.allCases {
            let answers = curves.map { curve in
                Result { () throws(LRSuggestionError) in try curve.suggestion(by: method) }
            }
            bySeed[method] = answers
            methods[method] = Self.summary(answers, method)
        }
        self.bySeed = bySeed
        self.methods = methods
        recommended = Result { () throws(LRSuggestionError) in try RecommendedRate(curves) }
        consensus = Self.consensus(methods, issues: curves.map(\.issue))
    }

    private static func summary(
        _ answers: [Result<LRSuggestion, LRSuggestionError>], _ method: SuggestionMethod
    ) -> Result<Method, LRSuggestionError> {
        let rates = answers.compactMap { try? $0.get().lr }.sorted()
        guard let low = rates.first, let high = rates.last, let middle = geometricMedian(rates) else {
            return .failure(
                commonest(answers.compactMap(\.failure)) ?? .noPoints)
        }
        return .success(Method(lr: middle, low: low, high: high, seeds: rates.count))
    }

    /// The largest group of methods within half a decade, at least three; of equally large ones the closest, then the
    /// lowest. `steep` and `min_grad` count as one: both read the steepest fall. No consensus if more than half of the
    /// curves have an issue.
    private static func consensus(
        _ methods: [SuggestionMethod: Result<Method, LRSuggestionError>], issues: [LRSuggestionError?]
    ) -> Result<Consensus, LRSuggestionError> {
        let found = issues.compactMap { $0 }
        if found.count * 2 > issues.count, let issue = commonest(found) { return .failure(issue) }
        let rates = SuggestionMethod.allCases.compactMap { method -> (method: SuggestionMethod, lr: Double)? in
            guard case .success(let summary)? = methods[method] else { return nil }
            return (method, summary.lr)
        }.sorted { $0.lr < $1.lr }
        var best: (range: Range<Int>, votes: Int, span: Double)?
        for first in rates.indices {
            let group = rates[first...].prefix { log10($0.lr) - log10(rates[first].lr) <= halfDecade }
            let span = log10((group.last ?? rates[first]).lr) - log10(rates[first].lr)
            let votes = Set(group.map { $0.method == .minGrad ? .steep : $0.method }).count
            let isBetter = best.map { votes > $0.votes || votes == $0.votes && span < $0.span } ?? true
            if isBetter { best = (first..<first + group.count, votes, span) }
        }
        guard let best, best.votes >= 3 else {
            return .failure(rates.isEmpty ? .noPoints : .methodsDisagree)
        }
        let group = rates[best.range]
        let values = group.map(\.lr)
        guard let middle = geometricMedian(values) else { return .failure(.noPoints) }
        return .success(
            Consensus(
                lr: middle, methods: group.map(\.method), low: values[0],
                high: values[values.count - 1]))
    }

    /// Half a power of ten, and the rounding of logarithms.
    private static let halfDecade = 0.5 + 1e-9

    /// The median of the logarithms: the mean of the middle two rates is the geometric mean.
    private static func geometricMedian(_ rates: [Double]) -> Double? {
        median(rates, mean: { $0.squareRoot() * $1.squareRoot() })
    }

    /// The most frequent reason, by its kind; the first of equals.
    private static func commonest(_ reasons: [LRSuggestionError]) -> LRSuggestionError? {
        var counts: [String: Int] = [:]
        for reason in reasons { counts[reason.code, default: 0] += 1 }
        let highest = counts.values.max()
        return reasons.first { counts[$0.code] == highest }
    }
}

extension SuggestedRates {
    /// The name of a suggested rate: `recommended`, a method of fastai's, or the `consensus` of those.
    public enum Name: Sendable, Hashable {
        case recommended
        case method(SuggestionMethod)
        case consensus

        /// All of them.
        public static let all = [.recommended] + SuggestionMethod.allCases.map(Name.method) + [.consensus]

        /// nil if there is no such name.
        public init?(_ word: String) {
            guard let name = Name.all.first(where: { $0.word == word }) else { return nil }
            self = name
        }

        /// As specs and files write it.
        public var word: String {
            switch self {
            case .recommended: "recommended"
            case .method(let method): method.rawValue
            case .consensus: "consensus"
            }
        }
    }

    /// The issue that makes each of fastai's methods unreliable, other than their disagreement; nil: none.
    public var unreliable: LRSuggestionError? {
        guard case .failure(let reason) = consensus, reason != .methodsDisagree else { return nil }
        return reason
    }

    /// The rate of a name.
    /// - Throws: the reason why it is missing.
    public func lr(_ name: Name) throws(LRSuggestionError) -> Double {
        switch name {
        case .recommended: return try recommended.get().lr
        case .consensus: return try consensus.get().lr
        case .method(let method):
            guard let answer = methods[method] else { throw .noPoints }
            return try answer.get().lr
        }
    }
}

extension Result {
    /// The reason why it failed.
    fileprivate var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
