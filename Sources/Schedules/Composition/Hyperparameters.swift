/// lr(t) = lr's lr(t), momentum(t) = momentum's lr(t), weightDecay(t) = weightDecay's lr(t): a schedule for each.
public struct Hyperparameters: ValidationObserving {
    /// Gives the learning rate and all that it moves.
    public private(set) var lr: any Schedule
    // Not optional: unwrapping an optional protocol value costs as much as computing a step's values.
    private let momentumOrLR: any Schedule
    private let weightDecayOrLR: any Schedule
    private let hasMomentum: Bool
    private let hasWeightDecay: Bool

    /// Gives momentum as its lr; nil: `lr` decides.
    public var momentum: (any Schedule)? { hasMomentum ? momentumOrLR : nil }
    /// Gives weight decay as its lr; nil: `lr` decides.
    public var weightDecay: (any Schedule)? { hasWeightDecay ? weightDecayOrLR : nil }

    /// - Parameters:
    ///   - lr: moves neither of the others if they have schedules of their own.
    ///   - momentum: its `lrRange` lies in [0, 1).
    ///   - weightDecay: from 0.
    /// - Throws: `ScheduleError.invalid` with every bad parameter.
    public init(
        lr: any Schedule, momentum: (any Schedule)? = nil, weightDecay: (any Schedule)? = nil
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        if let momentum {
            check.require("momentum", momentum.lrRange.upperBound, in: .momentum)
            check.require("momentum", momentum.lrRange.lowerBound, in: .momentum)
            check.require(!lr.moves.momentum, "momentum", nil, Self.movedTwice)
        }
        if weightDecay != nil { check.require(!lr.moves.weightDecay, "weight_decay", nil, Self.movedTwice) }
        try check.finish()
        self.lr = lr
        (hasMomentum, hasWeightDecay) = (momentum != nil, weightDecay != nil)
        momentumOrLR = momentum ?? lr
        weightDecayOrLR = weightDecay ?? lr
    }

    private static let movedTwice = "moved by the schedule of the learning rate, too; leave one of them out"

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> { lr.lrRange }

    /// The values of all schedules at step `step` of `total`.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        var values = lr.formula(at: step, of: total)
        if hasMomentum { values.momentum = momentumOrLR.formula(at: step, of: total).lr }
        if hasWeightDecay { values.weightDecay = weightDecayOrLR.formula(at: step, of: total).lr }
        return values
    }

    /// The phases of the learning rate.
    public func phases(of total: Int) -> [Phase] { lr.phases(of: total) }

    /// The issues of all its schedules.
    public func issues(over total: Int) -> [ScheduleIssue] {
        lr.issues(over: total) + (momentum?.issues(over: total) ?? []).map { $0.under("momentum") }
            + (weightDecay?.issues(over: total) ?? []).map { $0.under("weight_decay") }
    }

    /// Whether validations change the learning rate.
    public var observesValidations: Bool { lr.observesValidations }

    /// Takes in the loss of a validation after step `step`.
    public mutating func observe(loss: Double, after step: Int, of total: Int) {
        inform(&lr, ofLoss: loss, after: step, of: total)
    }
}

extension Hyperparameters: Equatable {
    /// Schedules of types that are not `Equatable` are not equal.
    public static func == (first: Hyperparameters, second: Hyperparameters) -> Bool {
        func areSame(_ first: (any Schedule)?, _ second: (any Schedule)?) -> Bool {
            guard let first, let second else { return first == nil && second == nil }
            return areEqual(first, second)
        }
        return areEqual(first.lr, second.lr) && areSame(first.momentum, second.momentum)
            && areSame(first.weightDecay, second.weightDecay)
    }
}
