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
/// Values depend on nothing else, so they may be asked in any order, and a resumed training needs no state; `Plateau`, and
/// what holds one, is the exception. Only `values` has to be written; the rest says more about a schedule before it is
/// trained with.
public protocol Schedule: Sendable {
    /// The values in force while batch `step` (0 ..< `total`) is trained.
    /// - Throws: `ScheduleError.outOfRange` at and beyond `total`: a schedule is never extrapolated.
    func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues

    /// Holds every learning rate of the schedule, whatever the step and the number of steps. Unless a schedule says
    /// better: everything from 0.
    var lrRange: ClosedRange<Double> { get }

    /// Which hyperparameters it moves besides the learning rate. Unless a schedule says better: those of its first value.
    var moves: MovedHyperparameters { get }

    /// The parts of a training of `total` steps, in order, none of them empty: what a figure shades. Steps after a
    /// schedule's end are in none. None at all where a schedule has no parts, or more than `Phase.most`.
    func phases(of total: Int) -> [Phase]

    /// In what the schedule does not lie as it should in a training of `total` steps; nothing where all is well.
    func misfits(in total: Int) -> [Misfit]

    /// Whether the losses of validations change it: its values are those in force until the next validation then.
    var hearsValidations: Bool { get }

    /// Tells it the loss of a validation. Where it does not hear of them, nothing happens.
    /// - Parameter step: the last one that was trained before the validation.
    mutating func observe(loss: Double, after step: Int, of total: Int)
}

extension Schedule {
    public var lrRange: ClosedRange<Double> { 0...Double.greatestFiniteMagnitude }

    public var moves: MovedHyperparameters {
        let first = try? values(at: 0, of: 1)
        return MovedHyperparameters(momentum: first?.momentum != nil, weightDecay: first?.weightDecay != nil)
    }

    public func phases(of total: Int) -> [Phase] { [] }

    public func misfits(in total: Int) -> [Misfit] { [] }

    public var hearsValidations: Bool { false }

    public mutating func observe(loss: Double, after step: Int, of total: Int) {}
}

/// Hyperparameters that a schedule moves besides the learning rate.
public struct MovedHyperparameters: Sendable, Equatable {
    public var momentum: Bool
    public var weightDecay: Bool

    public init(momentum: Bool = false, weightDecay: Bool = false) {
        self.momentum = momentum
        self.weightDecay = weightDecay
    }
}

/// Throws unless `step` is one of `total` steps.
@inline(__always)
func requireStep(_ step: Int, in total: Int) throws(ScheduleError) {
    guard step >= 0, step < total else { throw .outOfRange(step: step, total: total) }
}

/// Whether two schedules of any type are equal; those that are not `Equatable` are not.
func areEqual(_ first: any Schedule, _ second: any Schedule) -> Bool {
    func isEqual<Value: Equatable>(_ value: Value) -> Bool { (second as? Value) == value }
    guard let first = first as? any Equatable else { return false }
    return isEqual(first)
}
