#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// lr(t) = lr gamma^floor(t / every): PyTorch's `StepLR`.
public struct StepDecay: Schedule, Equatable {
    /// Learning rate of the first steps, above 0.
    public let lr: Double
    /// Factor of each decay, in (0, 1].
    public let gamma: Double
    private let every: Length

    /// - Parameter every: steps between decays; a share is one step at least. Step `every` is the first to train lower.
    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(lr: Double, gamma: Double = 0.1, every: Length) throws(ScheduleError) {
        var check = ParameterCheck()
        check.positive("lr", lr)
        check.decay("gamma", gamma)
        check.lengthAboveZero("every", every)
        try check.finish()
        self.lr = lr
        self.gamma = gamma
        self.every = every
    }

    public var lrRange: ClosedRange<Double> { 0...lr }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        return ScheduledValues(lr: lr * pow(gamma, Double(step / every.stepsAboveZero(of: total))))
    }

    /// `.tooLong` where the first decay comes after the training.
    public func fit(in total: Int) -> Fit {
        let length = every.stepsAboveZero(of: total)
        return length > total ? .tooLong(length: length, total: total) : .whole
    }
}
