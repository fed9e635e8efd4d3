#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// lr(t) = lr (1 + gamma t)^-power: Caffe's `inv`.
public struct InverseDecay: Schedule, Equatable {
    /// Learning rate of the first step, from 0.
    public let lr: Double
    /// From 0.
    public let gamma: Double
    /// From 0.
    public let power: Double

    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(lr: Double, gamma: Double, power: Double) throws(ScheduleError) {
        var check = ParameterCheck()
        check.notNegative("lr", lr)
        check.notNegative("gamma", gamma)
        check.notNegative("power", power)
        try check.finish()
        self.lr = lr
        self.gamma = gamma
        self.power = power
    }

    public var lrRange: ClosedRange<Double> { 0...lr }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        return ScheduledValues(lr: lr * pow(1 + gamma * Double(step), -power))
    }
}
