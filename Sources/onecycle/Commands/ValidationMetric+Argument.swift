import ArgumentParser
import Training

extension ValidationMetric {
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
