import CKernels
import Foundation
public import Schedules

/// m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g g
/// p = p - lr m' / (sqrt(v') + epsilon), m' = m / (1 - beta1^t), v' = v / (1 - beta2^t)
///
/// Adam (Kingma and Ba, arXiv 1412.6980) and AdamW (Loshchilov and Hutter, arXiv 1711.05101), in PyTorch's order of
/// operations. Before each step, Adam adds weight decay to the gradient: g = g + weightDecay p. AdamW takes it off the
/// parameter: p = p - lr weightDecay p. The bias correction of step t uses the beta1 of step t, also if a schedule moves it.
public struct Adam: Optimizer, Equatable {
    /// Where weight decay acts.
    public enum WeightDecayKind: Sendable, Equatable {
        /// In the gradient, and so in both averages: Adam.
        case l2
        /// On the parameter alone: AdamW.
        case decoupled
    }

    /// Decay of the average of gradients, in [0, 1).
    public var beta1: Double
    /// Decay of the average of squared gradients, in [0, 1).
    public var beta2: Double
    /// Added to the denominator, above 0.
    public var epsilon: Double
    /// Share of a parameter that is taken off each step, from 0; in the sense of `kind`.
    public var weightDecay: Double
    /// Where weight decay acts.
    public var kind: WeightDecayKind
    private var mean: [Float] = []
    private var square: [Float] = []
    private var steps = 0

    /// Adam or AdamW with fixed hyperparameters, for steps in which no schedule moves them.
    public init(
        beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0,
        _ kind: WeightDecayKind = .l2
    ) {
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        self.kind = kind
    }

    /// The momentum of steps for which the schedule gives none.
    public var defaultMomentum: Double? { beta1 }
    /// The weight decay of steps for which the schedule gives none.
    public var defaultWeightDecay: Double { weightDecay }
    /// The momentum's name in figures.
    public var momentumName: String { "β₁" }
    /// Floats of state for each parameter.
    public var statesPerParameter: Int { 2 }

    /// Both averages, and the number of steps.
    public var state: OptimizerState? {
        get { OptimizerState(arrays: ["mean": mean, "square": square], counters: ["steps": steps]) }
        set {
            guard let newValue, let (mean, square) = Self.averages(newValue, count: mean.count),
                let steps = newValue.counters["steps"], steps >= 0
            else { return }
            (self.mean, self.square, self.steps) = (mean, square, steps)
        }
    }

    private static func averages(_ state: OptimizerState, count: Int) -> (mean: [Float], square: [Float])? {
        guard let mean = state.arrays["mean"], let square = state.arrays["square"], mean.count == count,
            square.count == count
        else { return nil }
        return (mean, square)
    }

    /// Sets the averages to zero.
    public mutating func prepare(parameterCount: Int) {
        mean = Array(repeating: 0, count: parameterCount)
        square = Array(repeating: 0, count: parameterCount)
        steps = 0
    }

    /// One step by the formula above.
    public mutating func step(
        _ parameters: UnsafeMutableBufferPointer<Float>, gradients: UnsafeBufferPointer<Float>,
        _ values: ScheduledValues
    ) {
        precondition(mean.count == parameters.count, "an optimizer is prepared for its parameters")
        let beta1 = values.momentum ?? self.beta1
        let weightDecay = values.weightDecay ?? self.weightDecay
        steps += 1
        // The rests 1 - beta are taken in double precision: in single, 1 - 0.999 is off by 1.3e-5.
        let (rest1, rest2) = (Float(1 - beta1), Float(1 - beta2))
        let stepSize = Float(values.lr / (1 - pow(beta1, Double(steps))))
        let rootCorrection = Float((1 - pow(beta2, Double(steps))).squareRoot())
        switch kind {
        case .l2:
            onecycle_adam(
                parameters.baseAddress, gradients.baseAddress, &mean, &square, parameters.count, Float(weightDecay),
                rest1, Float(beta2), rest2, stepSize, rootCorrection, Float(epsilon))
        case .decoupled:
            onecycle_adamw(
                parameters.baseAddress, gradients.baseAddress, &mean, &square, parameters.count,
                Float(1 - values.lr * weightDecay), rest1, Float(beta2), rest2, stepSize, rootCorrection, Float(epsilon)
            )
        }
    }
}

extension Optimizer where Self == Adam {
    /// Adam with L2 weight decay; see `Adam`.
    public static func adam(
        beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0
    ) -> Adam {
        Adam(beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay, .l2)
    }

    /// Adam with decoupled weight decay; see `Adam`.
    public static func adamW(
        beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0.01
    ) -> Adam {
        Adam(beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay, .decoupled)
    }
}
