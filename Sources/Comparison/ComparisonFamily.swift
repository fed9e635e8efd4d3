import JSON
import Statistics
import Text

/// The tests that one correction is over.
public struct ComparisonFamily: Sendable, Equatable, Codable {
    /// The arm that every other one is compared with; nil: every pair of arms is.
    public let baseline: String?
    /// How many tests there are: pairs without seeds in common, or with infinite losses, have none.
    public let tests: Int
    /// "Holm over 3 comparisons with one-cycle", "Holm over 6 pairs"; nil where one test needs no correction.
    public let correction: String?

    init(baseline: String?, tests: Int) {
        self.baseline = baseline
        self.tests = tests
        correction =
            tests > 1
            ? "Holm over \(tests) " + (baseline.map { "comparisons with \(Printable.text($0))" } ?? "pairs") : nil
    }

    /// The level that the smallest p of the family is held against, and so each of them to begin with.
    public var alpha: Double { ComparisonOptions.alpha / Double(max(1, tests)) }

    /// The fewest pairs of each test with which one of so many could have p < 0.05; nil: no number of them would do.
    public static func seedsNeeded(tests: Int) -> Int? {
        (1...SignFlipTest.exactLimit).first {
            SignFlipTest.smallestP(pairs: $0) * Double(max(1, tests)) < ComparisonOptions.alpha
        }
    }
}
