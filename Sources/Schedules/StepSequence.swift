/// Phases one after the other over steps: phase i ends on step T (share 0 + ... + share i) - 1, a number that need not be
/// whole, and the next one begins there. So the last phase's end is the last step's, and the first one is a step short.
/// A step on a join belongs to the phase that ends there.
struct StepSequence: Sendable, Equatable {
    let phases: [Phase]

    /// values(t, T) = those of the first phase with t <= end, at (t - start) / (end - start) of its way; the first phase
    /// starts at 0. A phase without length stands at its end.
    func values(at step: Int, of total: Int) -> ScheduledValues {
        let step = Double(step)
        var start = 0.0
        var share = 0.0
        for (index, phase) in phases.enumerated() {
            share += phase.share
            let isLast = index == phases.count - 1
            let end = (isLast ? Double(total) : share * Double(total)) - 1
            if step <= end || isLast {
                let fraction = end > start ? min(1, (step - start) / (end - start)) : 1
                return ScheduledValues(
                    lr: phase.lr.value(at: fraction), momentum: phase.momentum?.value(at: fraction))
            }
            start = end
        }
        return ScheduledValues(lr: phases.last?.lr.end ?? 0, momentum: phases.last?.momentum?.end)
    }
}
