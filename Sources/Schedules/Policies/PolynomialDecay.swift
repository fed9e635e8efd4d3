#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// lr(t) = lr (1 - t / T)^power: PyTorch's `PolynomialLR` over the whole training. 0 would be the value of step T.
public struct PolynomialDecay: Schedule, Equatable {
    /// Learning rate of the first step, from 0.
    public let lr: Double
    /// From 0.
    public let power: Double

    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(lr: Double, power: Double = 1) throws(ScheduleError) {
        var check = ParameterCheck()
        check.notNegative("lr", lr)
        check.notNegative("power", power)
        try check.finish()
        self.lr = lr
        self.power = power
    }

    public var lrRange: ClosedRange<Double> { 0...lr }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        return ScheduledValues(lr: lr * pow(Double(total - step) / Double(total), power))
    }
}
