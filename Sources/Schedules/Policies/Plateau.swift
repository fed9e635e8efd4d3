/// lr = max(lrMin, lr factor) after more than `patience` validations in a row without a better loss.
///
/// PyTorch's `ReduceLROnPlateau` with mode `min` and threshold `rel`: a loss is better if it is below best (1 - threshold).
/// After a decay, bad losses do not count for `cooldown` validations. Changes below 1e-8 are not made. A loss that is not a
/// number is a bad one.
///
/// The only policy with a state: its values hold until the next validation, for every step. To resume, keep the value, or
/// let it observe the losses again.
public struct Plateau: ValidationObserving, Equatable {
    /// The current learning rate.
    public private(set) var lr: Double
    /// The lowest loss so far; infinite before the first.
    public private(set) var best = Double.infinity
    /// Learning rate before the first decay.
    public let lrStart: Double
    private let factor: Double
    private let patience: Int
    private let threshold: Double
    private let cooldown: Int
    private let lrMin: Double
    private var badInARow = 0
    private var coolingDown = 0

    /// Smaller changes are not made, as in PyTorch.
    private static let minChange = 1e-8

    /// Factor of a decay unless given: 0.1, as in PyTorch.
    public static let defaultFactor = 0.1
    /// Bad losses in a row that are tolerated unless given: 10, as in PyTorch.
    public static let defaultPatience = 10
    /// The share by which a loss must be below the best one unless given: 1e-4, as in PyTorch.
    public static let defaultThreshold = 1e-4
    /// Valid factors of a decay.
    package static let factorRange = ValueRange.from(0, below: 1)

    /// - Parameters:
    ///   - lr: the first learning rate, above 0.
    ///   - factor: of a decay, in [0, 1).
    ///   - patience: bad losses in a row that are tolerated, from 0.
    ///   - threshold: the share by which a loss must be below the best one, 0...1.
    ///   - cooldown: validations after a decay in which bad losses do not count, from 0.
    ///   - lrMin: the lowest rate, 0...lr.
    /// - Throws: `ScheduleError.invalid` with every bad parameter.
    public init(
        lr: Double, factor: Double = Plateau.defaultFactor, patience: Int = Plateau.defaultPatience,
        threshold: Double = Plateau.defaultThreshold, cooldown: Int = 0, lrMin: Double = 0
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        check.require("lr", lr, in: .positive)
        check.require("factor", factor, in: Self.factorRange)
        check.require("patience", Double(patience), in: .notNegative)
        check.require("threshold", threshold, in: .share)
        check.require("cooldown", Double(cooldown), in: .notNegative)
        check.lower("lr_min", lrMin, than: lr)
        try check.finish()
        (self.lr, lrStart, self.factor, self.patience) = (lr, lr, factor, patience)
        (self.threshold, self.cooldown, self.lrMin) = (threshold, cooldown, lrMin)
    }

    /// Takes in the loss of a validation.
    /// - Returns: the learning rate from the next step on.
    @discardableResult
    public mutating func observe(loss: Double) -> Double {
        if loss < best * (1 - threshold) {
            best = loss
            badInARow = 0
        } else {
            badInARow = badInARow.addingSaturated(1)
        }
        if coolingDown > 0 {
            coolingDown -= 1
            badInARow = 0
        }
        if badInARow > patience {
            let lower = max(lr * factor, lrMin)
            if lr - lower > Self.minChange { lr = lower }
            coolingDown = cooldown
            badInARow = 0
        }
        return lr
    }

    /// Takes in the loss of a validation after step `step`.
    public mutating func observe(loss: Double, after step: Int, of total: Int) { observe(loss: loss) }

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> { lrMin...lrStart }

    /// The current learning rate.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        return ScheduledValues(lr: lr)
    }
}
