import Statistics
import Text

/// The tests that one correction is over.
public struct ComparisonFamily: Sendable, Equatable, Codable {
    /// The arm that all others are compared with; nil if all pairs are compared.
    public let baseline: String?
    /// Number of tests: pairs without a common seed, or with infinite losses, have no test.
    public let tests: Int
    /// "Holm over 3 comparisons with one-cycle", "Holm over 6 pairs"; nil for a single test, which needs no correction.
    public let correction: String?
    /// Of each pair's interval: 1 - alpha / tests, by Bonferroni. All intervals hold together with 1 - alpha.
    public let confidence: Double

    init(baseline: String?, tests: Int) {
        self.baseline = baseline
        self.tests = tests
        confidence = 1 - ComparisonOptions.alpha / Double(max(1, tests))
        correction =
            tests > 1
            ? "Holm over \(tests) " + (baseline.map { "comparisons with \(Printable.text($0))" } ?? "pairs") : nil
    }

    /// The significance level of the family's smallest p.
    public var alpha: Double { ComparisonOptions.alpha / Double(max(1, tests)) }

    /// The smallest number of pairs per test with which one of `tests` tests could have p < 0.05; nil if no number suffices.
    public static func seedsNeeded(tests: Int) -> Int? {
        (1...SignFlipTest.exactLimit).first {
            SignFlipTest.smallestP(pairs: $0) * Double(max(1, tests)) < ComparisonOptions.alpha
        }
    }
}
