import ArgumentParser
import Training

extension ValidationMetric {
    /// The text of `--metric`'s help.
    static let optionHelp: ArgumentHelp =
        "Metric to compare: final_accuracy, best_accuracy, final_loss, best_loss, test_accuracy, test_loss."

    /// Reads a metric's name.
    /// - Throws: `ValidationError` that lists all names.
    static func argument(_ word: String) throws -> ValidationMetric {
        guard let metric = ValidationMetric(rawValue: word) else {
            let words = ValidationMetric.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("\"\(word)\" is not one of \(words)")
        }
        return metric
    }
}
