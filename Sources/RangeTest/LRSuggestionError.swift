import Text

/// The reason why a range test has no reliable suggestion.
public enum LRSuggestionError: Error, Sendable, Hashable {
    /// After the ends were left out, fewer points remained than the methods need.
    case tooFewPoints(judged: Int, needed: Int)
    /// The test ended in its first quarter, or rose from its first point on until it was stopped.
    case divergedAtOnce
    /// Rates that are not above zero, or not above the one before them.
    case ratesDoNotRise
    /// One loss lifts the average that all methods read, and its fall is that loss being forgotten.
    case earlySpike(lr: Double)
    /// The loss did not fall, or by no more than its noise.
    case neverFell
    /// No three of fastai's methods lie within half a decade.
    case methodsDisagree

    /// The reason without any curve.
    static let noPoints = LRSuggestionError.tooFewPoints(judged: 0, needed: SuggestionMethod.maxPointsNeeded)

    /// Its name in files.
    public var code: String {
        switch self {
        case .tooFewPoints: "too_few_points"
        case .divergedAtOnce: "diverged_at_once"
        case .ratesDoNotRise: "rates_do_not_rise"
        case .earlySpike: "early_spike"
        case .neverFell: "never_fell"
        case .methodsDisagree: "methods_disagree"
        }
    }
}

extension LRSuggestionError: CustomStringConvertible {
    /// In words.
    public var description: String {
        switch self {
        case .tooFewPoints(let judged, let needed):
            "too few points: \(judged) without the ends, \(needed) needed"
        case .divergedAtOnce: "the loss diverged at once"
        case .ratesDoNotRise: "the learning rates do not rise"
        case .earlySpike(let lr): "early spike: the loss at lr \(NumberText.significant(lr)) lifts the average"
        case .neverFell: "the loss never fell by more than its noise"
        case .methodsDisagree: "the methods disagree: no three within half a decade"
        }
    }
}
