/// lr(t) = lr gamma^n(t), n(t) = floor(t / every)
///
/// PyTorch's `StepLR`. If `every` is not whole, decay n comes at the step nearest to n every, halves up.
public struct StepDecay: Schedule, Equatable {
    /// Learning rate of the first steps, from 0.
    public let lr: Double
    /// Factor of each decay, in (0, 1].
    public let gamma: Double
    private let every: LengthSum

    /// Factor of each decay unless given: 0.1, as in PyTorch. `MultiStepDecay` has it, too.
    public static let defaultGamma = 0.1

    /// - Parameters:
    ///   - lr: the first learning rate, from 0.
    ///   - gamma: factor of each decay, in (0, 1].
    ///   - every: steps between decays; a fraction takes at least one step. Step `every` is the first at the lower rate.
    /// - Throws: `ScheduleError.invalid` with every bad parameter.
    public init(lr: Double, gamma: Double = StepDecay.defaultGamma, every: Length) throws(ScheduleError) {
        var check = ParameterCheck()
        check.require("lr", lr, in: .notNegative)
        check.require("gamma", gamma, in: .decay)
        check.require("every", every, in: .aboveZero)
        try check.finish()
        self.lr = lr
        self.gamma = gamma
        self.every = LengthSum(every)
    }

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> { 0...lr }

    /// The values of step `step` of `total`, by the formula above.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        let decays = Repeats(length: every.exactStepsAboveZero(of: total)).number(at: step)
        return ScheduledValues(lr: lr * raise(gamma, to: Double(decays)))
    }

    /// "start", "decay 1", "decay 2", ...
    public func phases(of total: Int) -> [Phase] {
        let repeats = Repeats(length: every.exactStepsAboveZero(of: total))
        return Phase.decays(of: total) { repeats.number(at: $0) }
    }

    /// `.tooLong` if the first decay comes after the end of the training.
    public func issues(over total: Int) -> [ScheduleIssue] {
        let length = Repeats(length: every.exactStepsAboveZero(of: total)).start(of: 1)
        return length > total ? [ScheduleIssue("every", .tooLong(length: length, total: total))] : []
    }
}
