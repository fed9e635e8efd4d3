import Statistics

/// How a training ended: the one definition for tables, figures, comparisons, reports and exit codes.
public enum Outcome: String, Sendable, Codable, CaseIterable {
    /// Neither stuck nor diverged.
    case completed
    /// All steps were made, but the network did not learn: see ``OutcomeCause/atChance(accuracy:chance:)``.
    case stuck
    /// Losses or parameters grew without bound: see the other cases of ``OutcomeCause``.
    case diverged

    /// - Parameters:
    ///   - history: all steps and epochs of the run.
    ///   - endsFinite: whether every parameter was a finite number at the end.
    ///   - chance: the result without learning; nil: unknown, then no run counts as stuck.
    public init(of history: History, endsFinite: Bool = true, chance: ChanceLevel? = nil) {
        self = OutcomeCause(of: history, endsFinite: endsFinite, chance: chance)?.outcome ?? .completed
    }
}

/// Why a run counts as diverged or as stuck.
///
/// A run diverged if a training loss, the last validation's loss or a parameter at the end was not finite. It also
/// diverged if it ended with a high loss. The end is the median loss of the last tenth of the steps, at least ten: one
/// high batch does not decide. High is more than ``maxGrowth`` times the start. The start is the first batch's loss,
/// but at least the loss of guessing, and at least ln 2.
///
/// A run is stuck if it made at least ``minSteps`` steps and is no better than guessing on validation and training
/// images. Its last validation accuracy exceeds the share of the most frequent class by at most ``noise`` standard
/// deviations. These are the deviations of a binomial share of that many images. Its training loss at the end is at
/// least ``minLoss`` of the loss of guessing. A shorter run had no time to learn. A run that learned its training
/// images alone has learned.
public enum OutcomeCause: Sendable, Equatable {
    /// The training loss of this step was not finite.
    case loss(step: Int)
    /// The loss of the last validation was not finite.
    case validationLoss
    /// A parameter was not finite at the end, although all losses were.
    case parameter
    /// The training loss ended high.
    case growth(end: Double, start: Double)
    /// The network did not learn: its accuracy, and that of always answering the most frequent class.
    case atChance(accuracy: Double, chance: Double)

    /// A training loss that ends at more than this multiple of its start has diverged.
    public static let maxGrowth = 4.0
    /// Shorter runs are never stuck.
    public static let minSteps = 50
    /// An accuracy within this number of standard deviations above chance is not better than chance.
    public static let noise = 3.0
    /// A training loss above this share of the loss of guessing is not better than guessing.
    public static let minLoss = 0.95

    /// - Parameters: as for ``Outcome/init(of:endsFinite:chance:)``.
    /// - Returns: nil for a completed run.
    public init?(of history: History, endsFinite: Bool = true, chance: ChanceLevel? = nil) {
        if let place = history.steps.firstIndex(where: { !$0.loss.isFinite }) {
            self = .loss(step: history.steps[place].step)
        } else if !history.epochs.isEmpty, !ValidationMetric.finalLoss.value(of: history.epochs).isFinite {
            self = .validationLoss
        } else if !endsFinite {
            self = .parameter
        } else if let end = Self.end(of: history.steps), let first = history.steps.first?.loss {
            let start = max(first, chance?.loss ?? 0, Self.leastStart)
            if end > Self.maxGrowth * start {
                self = .growth(end: end, start: first)
            } else if let chance, chance.isBeatable, history.steps.count >= Self.minSteps,
                let last = history.epochs.last, last.accuracy <= chance.accuracy(within: Self.noise),
                end >= Self.minLoss * chance.loss
            {
                self = .atChance(accuracy: last.accuracy, chance: chance.accuracy)
            } else {
                return nil
            }
        } else {
            return nil
        }
    }

    /// How the run ended.
    public var outcome: Outcome {
        switch self {
        case .loss, .validationLoss, .parameter, .growth: .diverged
        case .atChance: .stuck
        }
    }

    /// ln 2: the loss of guessing one of two classes.
    private static let leastStart = 0.6931471805599453

    /// The median loss of the last tenth of the steps, at least ten; nil without steps.
    private static func end(of steps: [StepRecord]) -> Double? {
        median(steps.suffix(max(10, steps.count / 10)).map(\.loss))
    }
}
