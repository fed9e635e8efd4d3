/// lr times `factor` after more than `patience` validations in a row without a better loss: PyTorch's `ReduceLROnPlateau`,
/// mode `min`, threshold `rel`.
///
/// A loss is better below best (1 - threshold). After a decay, bad losses do not count for `cooldown` validations. The rate
/// does not fall below `lrMin`, nor by less than 1e-8. A loss that is no number is a bad one.
///
/// The only policy with a state; as a `Schedule` it gives the rate in force until the next validation, whatever the step. To
/// resume, keep the value, or tell it the losses again.
public struct Plateau: Schedule, Equatable {
    /// Learning rate in force.
    public private(set) var lr: Double
    /// The best loss so far; infinite before the first.
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

    /// Smaller changes are not made.
    private static let leastChange = 1e-8

    /// - Parameters:
    ///   - lr: to begin with, above 0.
    ///   - factor: of a decay, 0...1, without 1.
    ///   - patience: bad losses in a row that are borne, from 0.
    ///   - threshold: by what share a loss has to be below the best, 0...1.
    ///   - cooldown: validations after a decay in which bad losses do not count, from 0.
    ///   - lrMin: the least rate, 0...lr.
    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(
        lr: Double, factor: Double = 0.1, patience: Int = 10, threshold: Double = 1e-4, cooldown: Int = 0,
        lrMin: Double = 0
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        check.positive("lr", lr)
        check.require(factor >= 0 && factor < 1, "factor", factor, "in [0, 1)")
        check.notNegative("patience", Double(patience))
        check.between("threshold", threshold, 0, 1)
        check.notNegative("cooldown", Double(cooldown))
        check.lower("lr_min", lrMin, than: lr)
        try check.finish()
        (self.lr, lrStart, self.factor, self.patience) = (lr, lr, factor, patience)
        (self.threshold, self.cooldown, self.lrMin) = (threshold, cooldown, lrMin)
    }

    /// Tells it the loss of a validation.
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
            if lr - lower > Self.leastChange { lr = lower }
            coolingDown = cooldown
            badInARow = 0
        }
        return lr
    }

    public var hearsValidations: Bool { true }

    public mutating func observe(loss: Double, after step: Int, of total: Int) { observe(loss: loss) }

    public var lrRange: ClosedRange<Double> { lrMin...lrStart }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        return ScheduledValues(lr: lr)
    }
}
