import ArgumentParser
import Comparison
import Training

/// The metric and the baseline of a comparison, for every command that compares arms.
struct ComparisonArguments: ParsableArguments {
    @Option(
        help:
            "Metric to compare: final_accuracy, best_accuracy, final_loss, best_loss, test_accuracy, test_loss.",
        transform: ValidationMetric.argument)
    var metric: ValidationMetric?

    @Option(
        help: ArgumentHelp(
            "Compare each other arm with this one only (default: the study's baseline).", valueName: "name"))
    var baseline: String?

    /// The given metric, or the final accuracy.
    var metricOrDefault: ValidationMetric { metric ?? .finalAccuracy }

    /// The given baseline, or `other`.
    func baseline(or other: ComparisonOptions.Baseline) -> ComparisonOptions.Baseline {
        baseline.map { .named($0) } ?? other
    }
}

/// The accuracy that arms are timed to.
struct TargetArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Report the time to this validation accuracy, 0 to 1.", valueName: "accuracy"))
    var target: Double?

    func validate() throws {
        if let target, !(target > 0 && target <= 1) {
            throw ValidationError("--target \(target) is not greater than 0 and at most 1")
        }
    }
}
