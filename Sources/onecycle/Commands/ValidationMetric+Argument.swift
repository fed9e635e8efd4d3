import ArgumentParser
import Training

extension ValidationMetric {
    /// The value of `--metric`.
    /// - Throws: `ValidationError` with the known words.
    init(argument word: String) throws {
        guard let metric = Self(rawValue: word) else {
            let words = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("\"\(word)\" is not one of \(words)")
        }
        self = metric
    }
}
