/// lr(t) = lr (1 + gamma t)^-power
///
/// Caffe's `inv`. Step 0 trains at `lr`.
public struct InverseDecay: Schedule, Equatable {
    /// Learning rate of the first step, from 0.
    public let lr: Double
    /// Decay per step, from 0.
    public let gamma: Double
    /// Exponent of the decay, from 0.
    public let power: Double

    /// A decay with a power of the steps.
    /// - Throws: `ScheduleError.invalid` with every bad parameter.
    public init(lr: Double, gamma: Double, power: Double) throws(ScheduleError) {
        var check = ParameterCheck()
        check.require("lr", lr, in: .notNegative)
        check.require("gamma", gamma, in: .notNegative)
        check.require("power", power, in: .notNegative)
        try check.finish()
        self.lr = lr
        self.gamma = gamma
        self.power = power
    }

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> { 0...lr }

    /// The values of step `step` of `total`, by the formula above.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        return ScheduledValues(lr: lr * raise(1 + gamma * Double(step), to: -power))
    }
}
