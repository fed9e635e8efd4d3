#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// lr(t) = lr gamma^(number of milestones at or before t): PyTorch's `MultiStepLR`.
public struct MultiStepDecay: Schedule, Equatable {
    /// Learning rate before the first milestone, from 0.
    public let lr: Double
    /// Factor of each decay, in (0, 1].
    public let gamma: Double
    private let milestones: [Length]
    /// Milestones that are steps, and those that are shares: rising, each.
    private let steps: [Int]
    private let fractions: [Double]
    /// lr gamma^n for n milestones.
    private let rates: [Double]

    /// - Parameter milestones: each the first step to train lower, in any order; equal ones count each.
    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(lr: Double, gamma: Double = 0.1, milestones: [Length]) throws(ScheduleError) {
        var check = ParameterCheck()
        check.notNegative("lr", lr)
        check.decay("gamma", gamma)
        var (steps, fractions): ([Int], [Double]) = ([], [])
        for (index, milestone) in milestones.enumerated() {
            check.length("milestones[\(index)]", milestone)
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
        rates = (0...milestones.count).map { lr * pow(gamma, Double($0)) }
    }

    public var lrRange: ClosedRange<Double> { (rates.last ?? lr)...lr }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
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

    /// "start", "decay 1", "decay 2", ...: of milestones at one step the last.
    public func phases(of total: Int) -> [Phase] { Phase.decays(of: total) { passed(at: $0, of: total) } }

    /// `.tooLong` of each milestone that comes after the training.
    public func misfits(in total: Int) -> [Misfit] {
        milestones.indices.flatMap { milestones[$0].misfits(in: total, key: "milestones[\($0)]") }
    }
}
