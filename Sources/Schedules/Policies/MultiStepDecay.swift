#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// lr(t) = lr gamma^(number of milestones at or before t): PyTorch's `MultiStepLR`.
public struct MultiStepDecay: Schedule, Equatable {
    /// Learning rate before the first milestone, above 0.
    public let lr: Double
    /// Factor of each decay, in (0, 1].
    public let gamma: Double
    /// Milestones that are steps, and those that are shares: rising, each.
    private let steps: [Int]
    private let fractions: [Double]
    /// lr gamma^n for n milestones.
    private let rates: [Double]

    /// - Parameter milestones: each the first step to train lower, in any order; equal ones count each.
    /// - Throws: `ScheduleError.invalid` with everything that is wrong.
    public init(lr: Double, gamma: Double = 0.1, milestones: [Length]) throws(ScheduleError) {
        var check = ParameterCheck()
        check.positive("lr", lr)
        check.decay("gamma", gamma)
        var (steps, fractions): ([Int], [Double]) = ([], [])
        for (index, milestone) in milestones.enumerated() {
            check.length("milestones[\(index)]", milestone)
            switch milestone {
            case .steps(let step): steps.append(step)
            case .fraction(let fraction): fractions.append(fraction)
            }
        }
        try check.finish()
        self.lr = lr
        self.gamma = gamma
        self.steps = steps.sorted()
        self.fractions = fractions.sorted()
        rates = (0...milestones.count).map { lr * pow(gamma, Double($0)) }
    }

    public var lrRange: ClosedRange<Double> { (rates.last ?? lr)...lr }

    public func values(at step: Int, of total: Int) throws(ScheduleError) -> ScheduledValues {
        try requireStep(step, in: total)
        var passed = countOfLeading(steps) { $0 <= step }
        if !fractions.isEmpty {
            passed += countOfLeading(fractions) { Length.fraction($0).steps(of: total) <= step }
        }
        return ScheduledValues(lr: rates[passed])
    }

    /// `.tooLong` where a milestone comes after the training.
    public func fit(in total: Int) -> Fit {
        guard let last = steps.last, last > max(0, total) else { return .whole }
        return .tooLong(length: last, total: total)
    }
}

/// How many elements `hold`, all of them before those that do not. By halving.
@inline(__always)
func countOfLeading<Element>(_ elements: [Element], where hold: (Element) -> Bool) -> Int {
    var (low, high) = (0, elements.count)
    while low < high {
        let middle = (low + high) / 2
        if hold(elements[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
}
