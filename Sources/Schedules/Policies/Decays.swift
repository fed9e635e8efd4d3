#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// lr(t) = lr gamma^t: PyTorch's `ExponentialLR`, a decay each step.
public struct ExponentialDecay: Schedule, Equatable {
    /// Learning rate of the first step, above 0.
    public let lr: Double
    /// Factor of each step, in (0, 1].
    public let gamma: Double

    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(lr: Double, gamma: Double) throws(ScheduleError) {
        var check = ParameterCheck()
        check.positive("lr", lr)
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

/// lr(t) = lr (1 + gamma t)^-power: Caffe's `inv`.
public struct InverseDecay: Schedule, Equatable {
    /// Learning rate of the first step, above 0.
    public let lr: Double
    /// From 0.
    public let gamma: Double
    /// From 0.
    public let power: Double

    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(lr: Double, gamma: Double, power: Double) throws(ScheduleError) {
        var check = ParameterCheck()
        check.positive("lr", lr)
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

/// lr(t) = lr (1 - t / T)^power: PyTorch's `PolynomialLR` over the whole training. 0 would be the value of step T.
public struct PolynomialDecay: Schedule, Equatable {
    /// Learning rate of the first step, above 0.
    public let lr: Double
    /// From 0.
    public let power: Double

    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(lr: Double, power: Double = 1) throws(ScheduleError) {
        var check = ParameterCheck()
        check.positive("lr", lr)
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
