import Text
import Plotting
import Training

/// The texts of the legend and the caption of a loss figure.
struct LossLabels {
    let outcomes: SeedOutcomes
    let firstSeed: UInt64
    /// "centred mean of 20 steps"
    let curve: String
    let spread: Spread

    var raw: String { outcomes.count > 1 ? "each step, seed \(firstSeed)" : "each step" }
    var average: String {
        guard outcomes.count > 1 else { return curve }
        return curve == raw ? outcomes.average(spread) : "\(curve); \(outcomes.average(spread))"
    }
    var validation: String { outcomes.count > 1 ? "validation, \(outcomes.average(spread))" : "validation" }
    var seedValidation: String { "validation of each seed" }

    /// The length of the training, the last validation, and what the averages leave out.
    func caption(_ data: LossData) -> String {
        guard !data.steps.isEmpty else { return "no step was recorded" }
        var parts = [Plural.counted(data.steps.count, "step")]
        if outcomes.count > 1 { parts.append("\(outcomes.count) seeds") }
        if let remark = outcomes.remark { parts.append(remark) }
        var text = parts.joined(separator: ", ")
        if let finding = finding(data) { text += "; \(finding)" }
        if let note = data.blowUpNote { text += "; \(note)" }
        return text
    }

    /// "final validation loss 0.0303, accuracy 98.96 % (means)"
    private func finding(_ data: LossData) -> String? {
        guard let loss = data.loss.validation.mean.last, let accuracy = data.accuracy.validation.mean.last,
            loss.isFinite, accuracy.isFinite
        else { return nil }
        let words = "final validation loss \(NumberText.short(loss)), accuracy \(NumberText.percent(of: accuracy))"
        return words + (outcomes.averaged.count > 1 ? " (means)" : "")
    }
}
