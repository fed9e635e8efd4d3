#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// lr(t) = lr gamma^t: PyTorch's `ExponentialLR`, a decay each step.
public struct ExponentialDecay: Schedule, Equatable {
    /// Learning rate of the first step, from 0.
    public let lr: Double
    /// Factor of each step, in (0, 1].
    public let gamma: Double

    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(lr: Double, gamma: Double) throws(ScheduleError) {
        var check = ParameterCheck()
        check.notNegative("lr", lr)
        check.decay("gamma", gamma)
        try check.finish()
        self.lr = lr
        self.gamma = gamma
    }

    public var lrRange: ClosedRange<Double> { 0...lr }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        return ScheduledValues(lr: lr * pow(gamma, Double(step)))
    }
}
