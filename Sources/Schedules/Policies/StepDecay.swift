#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// lr(t) = lr gamma^n, n the number of decays at or before t: PyTorch's `StepLR`, floor(t / every) where `every` is whole.
///
/// Decay n comes on the step nearest to n every, halves up.
public struct StepDecay: Schedule, Equatable {
    /// Learning rate of the first steps, from 0.
    public let lr: Double
    /// Factor of each decay, in (0, 1].
    public let gamma: Double
    private let every: LengthSum

    /// - Parameter every: steps between decays; a share is one step at least. Step `every` is the first to train lower.
    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(lr: Double, gamma: Double = 0.1, every: Length) throws(ScheduleError) {
        var check = ParameterCheck()
        check.notNegative("lr", lr)
        check.decay("gamma", gamma)
        check.lengthAboveZero("every", every)
        try check.finish()
        self.lr = lr
        self.gamma = gamma
        self.every = LengthSum(every)
    }

    public var lrRange: ClosedRange<Double> { 0...lr }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        let decays = Repeats(length: every.exactStepsAboveZero(of: total)).number(at: step)
        return ScheduledValues(lr: lr * pow(gamma, Double(decays)))
    }

    /// "start", "decay 1", "decay 2", ...
    public func phases(of total: Int) -> [Phase] {
        let repeats = Repeats(length: every.exactStepsAboveZero(of: total))
        return Phase.decays(of: total) { repeats.number(at: $0) }
    }

    /// `.tooLong` where the first decay comes after the training.
    public func misfits(in total: Int) -> [Misfit] {
        let length = Repeats(length: every.exactStepsAboveZero(of: total)).start(of: 1)
        return length > total ? [Misfit("every", .tooLong(length: length, total: total))] : []
    }
}
