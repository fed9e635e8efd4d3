import Plotting

/// The horizontal axis of values by step. A step's value is drawn at its number. Epochs, phases and measurements after
/// them end half a step after their last step.
enum StepAxis {
    /// The end of `steps` steps.
    static func end(_ steps: Int) -> Double { Double(steps) - 0.5 }

    /// An axis over all steps, with room for marks at both ends.
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
