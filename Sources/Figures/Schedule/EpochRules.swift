import Text
import Plotting

/// Faint rules at the ends of epochs, thinned out on long schedules, and the label of their axis.
struct EpochRules {
    private let steps: Int
    private let stepsPerEpoch: Int
    /// Epochs from one rule to the next; 0: no rules.
    private let every: Int

    /// Max number of rules; more would look like a grey area.
    private static let maxRules = 8

    /// - Parameter stepsPerEpoch: nil if unknown.
    init(steps: Int, stepsPerEpoch: Int?) {
        self.steps = steps
        self.stepsPerEpoch = max(0, stepsPerEpoch ?? 0)
        let inner = self.stepsPerEpoch > 0 ? max(0, steps - 1) / self.stepsPerEpoch : 0
        var unit = 1
        while inner / (unit * 5) > Self.maxRules { unit *= 10 }
        every = inner == 0 ? 0 : [unit, unit * 2, unit * 5].first { inner / $0 <= Self.maxRules } ?? unit * 5
    }

    /// Places of the rules.
    private var places: [Double] {
        guard every > 0 else { return [] }
        return stride(from: every, through: max(0, steps - 1) / stepsPerEpoch, by: every).map {
            StepAxis.end($0 * stepsPerEpoch)
        }
    }

    /// "step (7 epochs, a line after each)", "step (1.6 epochs, a line after each)", "step (1 epoch)".
    private var label: String {
        guard stepsPerEpoch > 0, steps > 0 else { return "step" }
        let (whole, rest) = steps.quotientAndRemainder(dividingBy: stepsPerEpoch)
        let count =
            rest == 0
            ? Plural.counted(whole, "epoch")
            : NumberText.decimals(Double(steps) / Double(stepsPerEpoch), 1) + " epochs"
        let rules = every == 0 ? "" : every == 1 ? ", a line after each" : ", a line after every \(every)"
        return "step (\(count)\(rules))"
    }

    /// The axis, without grid lines, which would look like the rules.
    var axis: Axis {
        var axis = StepAxis.over(steps, label: label)
        axis.hasGrid = every == 0
        return axis
    }

    func marks(_ theme: Theme) -> [Mark] {
        let pen = Pen(theme.faintInk.opacity(0.45), width: 0.7 * theme.weight)
        return places.map { Mark(.verticalRule(x: $0, pen: pen)) }
    }
}
