/// The hyperparameters in force while one batch is trained.
public struct ScheduledValues: Sendable, Equatable {
    /// Learning rate.
    public var lr: Double
    /// SGD's momentum or Adam's beta1; nil where the schedule leaves it to the optimizer.
    public var momentum: Double?
    /// Weight decay, in the sense the optimizer gives it; nil where the schedule leaves it to the optimizer.
    public var weightDecay: Double?

    public init(lr: Double, momentum: Double? = nil, weightDecay: Double? = nil) {
        self.lr = lr
        self.momentum = momentum
        self.weightDecay = weightDecay
    }
}

/// A policy: the hyperparameters as a pure function of the step t and the number of steps T.
///
/// Values depend on nothing else, so they may be asked in any order, and a resumed training needs no state.
public protocol Schedule: Sendable {
    /// The values in force while batch `step` (0 ..< `total`) is trained.
    /// - Throws: `ScheduleError.outOfRange` at and beyond `total`: a schedule is never extrapolated.
    func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues
}

/// What is wrong with a schedule or with what was asked of it.
public enum ScheduleError: Error, Sendable, Equatable {
    /// Parameters that do not make a schedule; all of them.
    case invalid([InvalidParameter])
    /// A step outside 0 ..< total.
    case outOfRange(step: Int, total: Int)
}

/// A parameter, the value it was given, and what it must be.
public struct InvalidParameter: Sendable, Equatable {
    public var name: String
    public var value: Double
    /// Completes "is not ...": "between 0 and 1".
    public var requirement: String

    public init(name: String, value: Double, requirement: String) {
        self.name = name
        self.value = value
        self.requirement = requirement
    }
}

extension ScheduleError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalid(let parameters):
            parameters.map { "\($0.name): \($0.value) is not \($0.requirement)" }.joined(separator: "; ")
        case .outOfRange(let step, let total):
            "step \(step) is outside of the schedule's \(total) steps (0 to \(total - 1))"
        }
    }
}

/// Throws unless `step` is one of `total` steps.
func requireStep(_ step: Int, in total: Int) throws(ScheduleError) {
    guard step >= 0, step < total else { throw .outOfRange(step: step, total: total) }
}
