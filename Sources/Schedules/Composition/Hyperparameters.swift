/// Each hyperparameter from a schedule of its own: the learning rate from `lr`, momentum and weight decay from what the
/// schedules of their names give as their lr.
public struct Hyperparameters: Schedule {
    /// Gives the learning rate, and whatever else it moves.
    public private(set) var lr: any Schedule
    // Not optional: taking apart an optional protocol value costs as much as a step's values.
    private let momentumOrLR: any Schedule
    private let weightDecayOrLR: any Schedule
    private let hasMomentum: Bool
    private let hasWeightDecay: Bool

    /// nil: what `lr` says.
    public var momentum: (any Schedule)? { hasMomentum ? momentumOrLR : nil }
    /// nil: what `lr` says.
    public var weightDecay: (any Schedule)? { hasWeightDecay ? weightDecayOrLR : nil }

    /// - Parameters:
    ///   - momentum: its `lrRange` lies in [0, 1); `lr` must not move momentum then.
    ///   - weightDecay: `lr` must not move weight decay then.
    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(
        lr: any Schedule, momentum: (any Schedule)? = nil, weightDecay: (any Schedule)? = nil
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        if let momentum {
            check.momentum("momentum", momentum.lrRange.upperBound)
            check.momentum("momentum", momentum.lrRange.lowerBound)
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

    public var lrRange: ClosedRange<Double> { lr.lrRange }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        var values = try lr.values(at: step, of: total)
        if hasMomentum { values.momentum = try momentumOrLR.values(at: step, of: total).lr }
        if hasWeightDecay { values.weightDecay = try weightDecayOrLR.values(at: step, of: total).lr }
        return values
    }

    /// Those of the learning rate.
    public func phases(of total: Int) -> [Phase] { lr.phases(of: total) }

    /// Those of all its schedules.
    public func misfits(in total: Int) -> [Misfit] {
        lr.misfits(in: total) + (momentum?.misfits(in: total) ?? []).map { $0.under("momentum") }
            + (weightDecay?.misfits(in: total) ?? []).map { $0.under("weight_decay") }
    }

    /// As the schedule of the learning rate does.
    public var hearsValidations: Bool { lr.hearsValidations }

    public mutating func observe(loss: Double, after step: Int, of total: Int) {
        lr.observe(loss: loss, after: step, of: total)
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
