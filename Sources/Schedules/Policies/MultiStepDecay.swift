/// lr(t) = lr gamma^n(t), n(t) the number of milestones at or before t
///
/// PyTorch's `MultiStepLR`. The step of a milestone is the first at the lower rate.
public struct MultiStepDecay: Schedule, Equatable {
    /// Learning rate before the first milestone, from 0.
    public let lr: Double
    /// Factor of each decay, in (0, 1].
    public let gamma: Double
    private let milestones: [Length]
    /// Milestones that are steps and milestones that are fractions, each in rising order.
    private let steps: [Int]
    private let fractions: [Double]
    /// lr gamma^n for n milestones.
    private let rates: [Double]

    /// - Parameters:
    ///   - lr: the learning rate before the first milestone, from 0.
    ///   - gamma: factor of each decay, in (0, 1].
    ///   - milestones: the first steps at lower rates, in any order; equal ones all count.
    /// - Throws: `ScheduleError.invalid` with every bad parameter.
    public init(
        lr: Double, gamma: Double = StepDecay.defaultGamma, milestones: [Length]
    ) throws(ScheduleError) {
        var check = ParameterCheck()
        check.require("lr", lr, in: .notNegative)
        check.require("gamma", gamma, in: .decay)
        var (steps, fractions): ([Int], [Double]) = ([], [])
        for (index, milestone) in milestones.enumerated() {
            check.require("milestones[\(index)]", milestone, in: .fromZero)
            switch milestone {
            case .steps, .partialSteps: steps.append(milestone.steps(of: 0))
            case .fraction(let fraction): fractions.append(fraction)
            }
        }
        try check.finish()
        self.lr = lr
        self.gamma = gamma
        self.milestones = milestones
        self.steps = steps.sorted()
        self.fractions = fractions.sorted()
        rates = (0...milestones.count).map { lr * raise(gamma, to: Double($0)) }
    }

    /// The range of its learning rates.
    public var lrRange: ClosedRange<Double> { (rates.last ?? lr)...lr }

    /// The values of step `step` of `total`, by the formula above.
    public func formula(at step: Int, of total: Int) -> ScheduledValues {
        return ScheduledValues(lr: rates[passed(at: step, of: total)])
    }

    /// Milestones at or before a step.
    @inline(__always)
    private func passed(at step: Int, of total: Int) -> Int {
        let passed = firstNumber(in: 0..<steps.count) { steps[$0] > step }
        if fractions.isEmpty { return passed }
        return passed
            + firstNumber(in: 0..<fractions.count) { Length.fraction(fractions[$0]).steps(of: total) > step }
    }

    /// "start", "decay 1", "decay 2", ...; several milestones at one step count as the last of them.
    public func phases(of total: Int) -> [Phase] { Phase.decays(of: total) { passed(at: $0, of: total) } }

    /// `.tooLong` for each milestone after the end of the training.
    public func issues(over total: Int) -> [ScheduleIssue] {
        milestones.indices.flatMap { milestones[$0].issues(over: total, key: "milestones[\($0)]") }
    }
}
