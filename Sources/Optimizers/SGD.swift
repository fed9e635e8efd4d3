import CKernels
public import Schedules

/// d = g + weightDecay p;  v = momentum v + d;  p = p - lr v, with Nesterov's momentum p = p - lr (d + momentum v)
///
/// Stochastic gradient descent with momentum and L2 weight decay, as PyTorch's `SGD` without dampening. The learning
/// rate scales the velocity v, not the gradient in it.
public struct SGD: Optimizer, Equatable {
    /// Share of the velocity that a step keeps, in [0, 1).
    public var momentum: Double
    /// Whether a step looks ahead along the velocity.
    public var nesterov: Bool
    /// Share of a parameter that joins its gradient, from 0.
    public var weightDecay: Double
    private var velocity: [Float] = []

    /// SGD with fixed hyperparameters, for steps in which no schedule moves them.
    public init(momentum: Double = 0, nesterov: Bool = false, weightDecay: Double = 0) {
        self.momentum = momentum
        self.nesterov = nesterov
        self.weightDecay = weightDecay
    }

    /// The momentum of steps for which the schedule gives none.
    public var defaultMomentum: Double? { momentum }
    /// The weight decay of steps for which the schedule gives none.
    public var defaultWeightDecay: Double { weightDecay }

    /// The velocity.
    public var state: OptimizerState? {
        get { OptimizerState(arrays: ["velocity": velocity]) }
        set {
            guard let found = newValue?.arrays["velocity"], found.count == velocity.count else { return }
            velocity = found
        }
    }

    /// Sets the velocity to zero.
    public mutating func prepare(parameterCount: Int) { velocity = Array(repeating: 0, count: parameterCount) }

    /// One step by the formula above.
    public mutating func step(
        _ parameters: UnsafeMutableBufferPointer<Float>, gradients: UnsafeBufferPointer<Float>,
        _ values: ScheduledValues
    ) {
        precondition(velocity.count == parameters.count, "an optimizer is prepared for its parameters")
        let momentum = values.momentum ?? self.momentum
        let weightDecay = values.weightDecay ?? self.weightDecay
        onecycle_sgd(
            parameters.baseAddress, gradients.baseAddress, &velocity, parameters.count, Float(values.lr),
            Float(momentum), Float(weightDecay), nesterov)
    }
}

extension Optimizer where Self == SGD {
    /// Stochastic gradient descent with momentum; see `SGD`.
    public static func sgd(momentum: Double = 0, nesterov: Bool = false, weightDecay: Double = 0) -> SGD {
        SGD(momentum: momentum, nesterov: nesterov, weightDecay: weightDecay)
    }
}
