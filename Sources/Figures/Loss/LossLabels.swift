import Text
import Plotting
import Training

/// The texts of the legend and the caption of a loss figure.
struct LossLabels {
    let outcomes: SeedOutcomes
    let firstSeed: UInt64
    /// "smoothed (β 0.98)"
    let smoothing: String
    let spread: Spread

    var raw: String { outcomes.count > 1 ? "each step, seed \(firstSeed)" : "each step" }
    var average: String {
        outcomes.count > 1 ? "\(smoothing), \(outcomes.average(spread))" : smoothing
    }
    var validation: String { outcomes.count > 1 ? "validation, \(outcomes.average())" : "validation" }

    /// The length of the training, the last validation, and what the averages leave out.
    func caption(_ data: LossData) -> String {
        guard !data.steps.isEmpty else { return "no step was recorded" }
        var parts = [Plural.counted(data.steps.count, "step")]
        if outcomes.count > 1 { parts.append("\(outcomes.count) seeds") }
        if let remark = outcomes.remark { parts.append(remark) }
        var text = parts.joined(separator: ", ")
        if let finding = finding(data) { text += "; \(finding)" }
        if data.blowUps > 0, let limit = data.limit {
            text += "; losses above \(NumberText.short(limit, digits: 2)) are not averaged"
        }
        return text
    }

    /// "final validation loss 0.0303, accuracy 98.96 % (means)"
    private func finding(_ data: LossData) -> String? {
        guard let loss = data.loss.validation.last, let accuracy = data.accuracy.validation.last, loss.isFinite,
            accuracy.isFinite
        else { return nil }
        let words = "final validation loss \(NumberText.short(loss)), accuracy \(NumberText.percent(of: accuracy))"
        return words + (outcomes.averaged.count > 1 ? " (means)" : "")
    }
}
