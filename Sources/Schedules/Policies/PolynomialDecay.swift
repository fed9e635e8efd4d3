/// lr(t) = lr (1 - t / T)^power
///
/// PyTorch's `PolynomialLR` over the whole training. Step 0 trains at `lr`; 0 would be the value of step T.
public struct PolynomialDecay: Schedule, Equatable {
    /// Learning rate of the first step, from 0.
    public let lr: Double
    /// Exponent of the decay, from 0.
    public let power: Double

    /// A decay to 0 over the whole training.
    /// - Throws: `ScheduleError.invalid` with every bad parameter.
    public init(lr: Double, power: Double = 1) throws(ScheduleError) {
        var check = ParameterCheck()
        check.require("lr", lr, in: .notNegative)
        check.require("power", power, in: .notNegative)
        try check.finish()
        self.lr = lr
        self.power = power
    }

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> { 0...lr }

    /// The values of step `step` of `total`, by the formula above.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        return ScheduledValues(lr: lr * raise(Double(total - step) / Double(total), to: power))
    }
}
