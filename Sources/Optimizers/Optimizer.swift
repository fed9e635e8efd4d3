public import Schedules

/// An optimizer: its hyperparameters, and from `prepare` on its state for one network.
///
/// A value type. The one that is given to a `TrainingSetup` stays as it is; each training copies it and prepares the copy.
/// All of a network's parameters are one flat array. oneDNN's layouts pad some tensors. A padding value and its gradient are
/// always zero. `step` must leave a parameter at zero if its gradient has always been zero.
///
///     struct GradientDescent: Optimizer {
///         func step(
///             _ p: UnsafeMutableBufferPointer<Float>, gradients g: UnsafeBufferPointer<Float>, _ values: ScheduledValues
///         ) {
///             for i in p.indices { p[i] -= Float(values.lr) * g[i] }
///         }
///     }
public protocol Optimizer: Sendable {
    /// The momentum of steps for which the schedule gives none: SGD's momentum or Adam's beta1. Default: nil, no momentum.
    var defaultMomentum: Double? { get }

    /// The weight decay of steps for which the schedule gives none. Default: 0.
    var defaultWeightDecay: Double { get }

    /// The momentum's name in figures. Default: "momentum".
    var momentumName: String { get }

    /// Floats of state for each parameter, for the memory check before a run. Default: 1.
    var statesPerParameter: Int { get }

    /// The state after the last step, for a training that goes on later. nil: unknown, so a training with this optimizer
    /// cannot be resumed. Setting it, after `prepare`, continues from that state. Default: nil, and setting does nothing.
    var state: OptimizerState? { get set }

    /// Sets the state for a new training of `parameterCount` parameters, padding included. Default: no state.
    mutating func prepare(parameterCount: Int)

    /// Moves the parameters by one step. Allocates nothing.
    /// - Parameters:
    ///   - parameters: as many as `prepare` was given.
    ///   - gradients: of the batch's mean loss by each parameter.
    ///   - values: learning rate, momentum and weight decay; those that no schedule gives are the defaults above.
    mutating func step(
        _ parameters: UnsafeMutableBufferPointer<Float>, gradients: UnsafeBufferPointer<Float>,
        _ values: ScheduledValues)
}

extension Optimizer {
    /// No momentum.
    public var defaultMomentum: Double? { nil }
    /// No weight decay.
    public var defaultWeightDecay: Double { 0 }
    /// "momentum"
    public var momentumName: String { "momentum" }
    /// 1
    public var statesPerParameter: Int { 1 }
    /// Unknown.
    public var state: OptimizerState? {
        get { nil }
        set {}
    }
    /// No state.
    public mutating func prepare(parameterCount: Int) {}

    /// The values of a step: scheduled ones, and the optimizer's defaults for the others.
    package func completing(_ scheduled: ScheduledValues) -> ScheduledValues {
        ScheduledValues(
            lr: scheduled.lr, momentum: scheduled.momentum ?? defaultMomentum,
            weightDecay: scheduled.weightDecay ?? defaultWeightDecay)
    }
}

/// An optimizer that can be compared: equal to another if both are of one `Equatable` type and equal.
@propertyWrapper
public struct EquatableOptimizer: Sendable, Equatable {
    /// The optimizer.
    public var wrappedValue: any Optimizer

    /// Wraps an optimizer.
    public init(wrappedValue: any Optimizer) { self.wrappedValue = wrappedValue }

    /// False for optimizers whose type is not `Equatable`.
    public static func == (first: EquatableOptimizer, second: EquatableOptimizer) -> Bool {
        func isEqual<Value: Equatable>(_ value: Value) -> Bool { (second.wrappedValue as? Value) == value }
        guard let first = first.wrappedValue as? any Equatable else { return false }
        return isEqual(first)
    }
}
