/// A rule that reads a learning rate off a range test's smoothed loss.
public enum SuggestionMethod: String, Sendable, CaseIterable {
    /// A tenth of the rate at the lowest loss (fastai 2).
    case minimum
    /// The rate at which the loss falls most steeply over the rate's logarithm (fastai 2).
    case steep
    /// Half the way down the longest falling subsequence: a third of it and half of a third (fastai 2).
    case valley
    /// The left end of a window that slides down from the divergence until the slopes at its ends are alike (fastai 2).
    case slide
    /// The rate at which the loss falls most from step to step, by central differences (fastai 1).
    case minGrad = "min_grad"

    /// Points that it needs.
    public var pointsNeeded: Int {
        switch self {
        case .minimum, .steep, .minGrad: 2
        case .valley: 3
        case .slide: SlideRule.window + 1
        }
    }

    /// Points that every method needs.
    static let maxPointsNeeded = allCases.map(\.pointsNeeded).max() ?? 0
}

/// A learning rate with the point of the curve that it was read off.
public struct LRSuggestion: Sendable, Equatable {
    /// The suggestion.
    public var lr: Double
    /// Place of the point among all of the curve's, from 0.
    public var index: Int
    /// The point; its rate is the suggestion, or ten times the suggestion for `minimum`.
    public var point: LRFinderCurve.Point

    /// A suggestion read off `point`.
    public init(lr: Double, index: Int, point: LRFinderCurve.Point) {
        self.lr = lr
        self.index = index
        self.point = point
    }
}

extension LRFinderCurve {
    /// The suggestion of a method.
    ///
    /// The rules are fastai's, with two exceptions: no suggestion if the curve never falls, or if its rates do not rise.
    /// - Throws: `LRSuggestionError`: too few points, rates that do not rise, or a loss that never fell.
    public func suggestion(by method: SuggestionMethod) throws(LRSuggestionError) -> LRSuggestion {
        let range = judged(by: method)
        guard range.count >= method.pointsNeeded else {
            throw .tooFewPoints(judged: range.count, needed: method.pointsNeeded)
        }
        let judged = points[range]
        guard judged.ratesRise else { throw .ratesDoNotRise }
        let smooth = judged.map(\.smooth)
        guard LossFall.isThere(smooth) else { throw .neverFell }
        let place =
            switch method {
            case .minimum: smooth.lowest
            case .steep: SteepestFall.place(smooth, rates: judged.map(\.lr))
            case .valley: LongestValley.place(smooth)
            case .slide: SlideRule.place(smooth)
            case .minGrad: CentralDifferences.of(smooth).lowest
            }
        let index = range.lowerBound + place
        let point = points[index]
        return LRSuggestion(lr: method == .minimum ? point.lr / 10 : point.lr, index: index, point: point)
    }
}

extension ArraySlice<LRFinderCurve.Point> {
    /// Whether every rate is above zero and above the one before it.
    var ratesRise: Bool {
        allSatisfy { $0.lr.isNormal && $0.lr > 0 } && zip(self, dropFirst()).allSatisfy { $0.lr < $1.lr }
    }
}
