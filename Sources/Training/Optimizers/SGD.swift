import CKernels
public import Networks
import OneDNN
public import Schedules

/// Stochastic gradient descent with momentum, optionally Nesterov's, and L2 weight decay, as PyTorch's `SGD` defines them
/// (no dampening; the learning rate scales the velocity, not the gradient in it).
public final class SGD: Optimizer {
    public var momentum: Double? { fixedMomentum }

    public private(set) var inForce = ScheduledValues.none

    private let fixedMomentum: Double
    private let nesterov: Bool
    private let weightDecay: Double
    private let velocity: AlignedBuffer

    /// - Parameters:
    ///   - momentum: in [0, 1).
    ///   - weightDecay: share of a weight that joins its gradient, where no schedule moves it.
    public init(for parameters: Parameters, momentum: Double, nesterov: Bool, weightDecay: Double) {
        fixedMomentum = momentum
        self.nesterov = nesterov
        self.weightDecay = weightDecay
        velocity = AlignedBuffer(floatCount: parameters.floatCount)
    }

    public func step(_ parameters: Parameters, _ values: ScheduledValues) {
        let momentum = values.momentum ?? fixedMomentum
        let weightDecay = values.weightDecay ?? self.weightDecay
        inForce = ScheduledValues(lr: values.lr, momentum: momentum, weightDecay: weightDecay)
        onecycle_sgd(
            parameters.values.floats, parameters.gradients.floats, velocity.floats, parameters.floatCount,
            Float(values.lr), Float(momentum), Float(weightDecay), nesterov)
    }
}
