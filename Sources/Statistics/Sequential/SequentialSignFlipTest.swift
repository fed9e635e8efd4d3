/// A sign-flip test that may be repeated after every seed, up to a limit of N seeds.
///
/// Differences arrive in a fixed order. If neither arm is better, each could as well have the other sign. So the recorded
/// path of sums is one of the equally likely paths of a group of sign patterns (`SignPatterns`). After n differences, up to
/// the share level n / N of the paths is rejected: those with the largest |sum|. A rejected path stays rejected. The test
/// rejects the differences once their own path is among them. Paths with equal sums are rejected together or not at all.
///
/// The probability of ever rejecting is at most `level` for arms that are alike, whatever their distribution, and whenever
/// the caller stops. Spending a level evenly over looks is a choice within Lan and DeMets' method (1983). Of the powers of
/// n / N, the first saves the most seeds for differences of 0.6 to 1.5 deviations (`Benchmarks/sequential_check.py`).
public struct SequentialSignFlipTest: Sendable, Equatable {
    /// The number of differences after which the test rejects; nil: it does not.
    public let rejection: Int?

    /// The share of the level that is spent after `count` differences.
    private static func spentShare(after count: Int, limit: Int) -> Double { min(1, Double(count) / Double(limit)) }

    /// The smallest number of differences that the test may reject, if all have one sign.
    ///
    /// It is 8 for the level 0.05 and the limit 30.
    ///
    /// Above the limit if the limit is too small for the level.
    public static func firstLook(level: Double, limit: Int) -> Int {
        let largest = 60
        return (1..<largest).first { 2 / Double(1 << $0) <= level * spentShare(after: $0, limit: limit) } ?? largest
    }

    /// - Parameters:
    ///   - differences: in an order that does not depend on their values.
    ///   - level: the probability of a false rejection, above 0 and below 1.
    ///   - limit: the maximal number of differences, chosen before the first; later ones reject nothing.
    /// - Returns: nil if a difference is not finite, for a level outside its range, and for a limit below 1.
    public init?(_ differences: [Double], level: Double = 0.05, limit: Int) {
        self.init(differences, level: level, limit: limit, magnitude: differences.reduce(0) { max($0, abs($1)) })
    }

    /// - Parameter magnitude: sums closer than 1e-9 of it for each difference are equal.
    init?(_ differences: [Double], level: Double, limit: Int, magnitude: Double) {
        guard level > 0, level < 1, limit > 0, magnitude.isFinite, differences.allSatisfy(\.isFinite) else {
            return nil
        }
        var paths = SignPaths(SignPatterns(level: level))
        for (place, difference) in differences.prefix(limit).enumerated() {
            // Relative to the magnitude, so that no sum overflows.
            paths.append(magnitude > 0 ? difference / magnitude : 0)
            let share = Self.spentShare(after: place + 1, limit: limit)
            let budget = Int(level * share * Double(paths.patterns.half) + 1e-9)
            if paths.reject(upTo: budget, tolerance: 1e-9 * Double(place + 1)) {
                rejection = place + 1
                return
            }
        }
        rejection = nil
    }

    /// The smallest level at which the test rejects, if it also rejects at all larger ones of a list.
    ///
    /// Levels are alpha / j for j up to `tests`, which Holm's correction compares, then `halvings` of the last. The
    /// result is valid at any time: it ever gets to one of these levels with at most that probability.
    /// - Returns: nil if the level alpha does not reject, or if a difference is not finite.
    public static func anytimeP(
        _ differences: [Double], alpha: Double = 0.05, limit: Int, tests: Int = 1, halvings: Int = 12
    )
        -> Double?
    {
        var found: Double?
        for level in levels(alpha: alpha, tests: tests, halvings: halvings) {
            guard SequentialSignFlipTest(differences, level: level, limit: limit)?.rejection != nil else { break }
            found = level
        }
        return found
    }

    private static func levels(alpha: Double, tests: Int, halvings: Int) -> [Double] {
        let tests = max(1, tests)
        var levels = (1...tests).map { alpha / Double($0) }
        for _ in 0..<max(0, halvings) {
            let next = levels[levels.count - 1] / 2
            // Smaller levels can reject no pattern.
            guard next * Double(SignPatterns(level: next).half) >= 1 else { break }
            levels.append(next)
        }
        return levels
    }
}
