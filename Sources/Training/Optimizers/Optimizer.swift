public import Networks
public import Schedules

/// Moves a network's parameters against their gradients.
///
/// An optimizer belongs to one `Parameters`; its state lies in the same flat order, padding included.
public protocol Optimizer: AnyObject {
    /// The momentum in force where no schedule moves it: SGD's momentum or Adam's beta1; nil where it has none.
    var momentum: Double? { get }

    /// The hyperparameters that the last step was made with, whoever set them; not numbers before the first.
    var inForce: ScheduledValues { get }

    /// One step with the gradients in `parameters`.
    /// - Parameter values: the learning rate; momentum and weight decay where they are scheduled, else the optimizer's own are
    ///   in force.
    func step(_ parameters: Parameters, _ values: ScheduledValues)
}

/// Which optimizer, with its fixed hyperparameters.
public enum OptimizerConfiguration: Sendable, Equatable {
    /// SGD with momentum; `weightDecay` is L2: it joins the gradient.
    case sgd(momentum: Double, nesterov: Bool, weightDecay: Double)
    /// Adam; `weightDecay` is L2: it joins the gradient.
    case adam(beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double)
    /// Adam with decoupled weight decay on every parameter.
    case adamW(beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double)

    /// The momentum in force where no schedule moves it: SGD's momentum or Adam's beta1.
    public var momentum: Double? {
        switch self {
        case .sgd(let momentum, _, _): momentum
        case .adam(let beta1, _, _, _), .adamW(let beta1, _, _, _): beta1
        }
    }

    /// The weight decay in force where no schedule moves it.
    public var weightDecay: Double {
        switch self {
        case .sgd(_, _, let weightDecay), .adam(_, _, _, let weightDecay), .adamW(_, _, _, let weightDecay): weightDecay
        }
    }

    /// An optimizer with fresh state.
    public func makeOptimizer(for parameters: Parameters) -> any Optimizer {
        switch self {
        case .sgd(let momentum, let nesterov, let weightDecay):
            SGD(for: parameters, momentum: momentum, nesterov: nesterov, weightDecay: weightDecay)
        case .adam(let beta1, let beta2, let epsilon, let weightDecay):
            Adam(for: parameters, beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay)
        case .adamW(let beta1, let beta2, let epsilon, let weightDecay):
            AdamW(for: parameters, beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay)
        }
    }
}

extension ScheduledValues {
    /// Before the first step.
    static let none = ScheduledValues(lr: .nan)
}
