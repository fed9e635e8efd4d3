import CKernels
public import Networks
import OneDNN
public import Schedules

/// Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101), as PyTorch's `AdamW` computes it: the bias
/// correction of step t uses the beta1 in force at t, also where a schedule moves it.
public final class AdamW: Optimizer {
    public var momentum: Double? { beta1 }

    public private(set) var inForce = ScheduledValues.none

    private let beta1: Double
    private let beta2: Double
    private let epsilon: Double
    private let weightDecay: Double
    private var moments: AdamMoments

    /// - Parameters:
    ///   - beta1: decay of the gradient's average, in [0, 1).
    ///   - beta2: decay of the squared gradient's average, in [0, 1).
    ///   - epsilon: added to the denominator.
    ///   - weightDecay: share of a weight, times the learning rate, that is taken off each step, where no schedule moves
    ///     it.
    public init(for parameters: Parameters, beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double) {
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        moments = AdamMoments(for: parameters, beta2: beta2)
    }

    public func step(_ parameters: Parameters, _ values: ScheduledValues) {
        let beta1 = values.momentum ?? self.beta1
        let weightDecay = values.weightDecay ?? self.weightDecay
        inForce = ScheduledValues(lr: values.lr, momentum: beta1, weightDecay: weightDecay)
        let decay = Float(1 - values.lr * weightDecay)
        let correction = moments.countStep(beta1: beta1)
        onecycle_adamw(
            parameters.values.floats, parameters.gradients.floats, moments.first.floats, moments.second.floats,
            parameters.floatCount, decay, Float(1 - beta1), Float(beta2), Float(1 - beta2),
            Float(values.lr / correction.first), Float(correction.second.squareRoot()), Float(epsilon))
    }
}
