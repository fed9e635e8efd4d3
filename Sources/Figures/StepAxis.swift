import Plotting

/// The horizontal axis of everything that has a value at each step. A step's value stands at its number; an epoch, a phase
/// and what is measured after them end half a step behind their last step.
enum StepAxis {
    /// The place where what has `steps` steps ends.
    static func end(_ steps: Int) -> Double { Double(steps) - 0.5 }

    /// An axis over all steps and the end of the last, with room for signs there.
    static func over(_ steps: [Double], label: String = "step") -> Axis {
        guard let first = steps.first, let last = steps.last, last >= first else {
            return Axis(label, wholeNumbers: true, tickLimits: 0...Double.infinity)
        }
        let room = 0.025 * (last - first + 1)
        return Axis(
            label, lower: first - 0.5 - room, upper: last + 0.5 + room, wholeNumbers: true,
            tickLimits: first...max(last, first + 1))
    }

    static func over(_ count: Int, label: String = "step") -> Axis {
        over((0..<max(0, count)).map(Double.init), label: label)
    }
}
