/// lr(t) = lr gamma^t
///
/// PyTorch's `ExponentialLR` with a decay at each step. Step 0 trains at `lr`.
public struct ExponentialDecay: Schedule, Equatable {
    /// Learning rate of the first step, from 0.
    public let lr: Double
    /// Factor of each step, in (0, 1].
    public let gamma: Double

    /// A decay by `gamma` at each step.
    /// - Throws: `ScheduleError.invalid` with every bad parameter.
    public init(lr: Double, gamma: Double) throws(ScheduleError) {
        var check = ParameterCheck()
        check.require("lr", lr, in: .notNegative)
        check.require("gamma", gamma, in: .decay)
        try check.finish()
        self.lr = lr
        self.gamma = gamma
    }

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> { 0...lr }

    /// The values of step `step` of `total`, by the formula above.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        return ScheduledValues(lr: lr * raise(gamma, to: Double(step)))
    }
}
