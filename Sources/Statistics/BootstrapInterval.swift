import SeededRandom

/// The percentile bootstrap interval of a mean (Efron, 1979).
///
/// Samples are drawn from the values with replacement. The ends are the quantiles (1 - confidence) / 2 and
/// (1 + confidence) / 2 of their means.
///
/// Unlike BCa, percentiles never leave the range of the values: no interval of an accuracy exceeds 1. BCa's two
/// corrections are estimates from few seeds with many ties. Both are too narrow for few values: by the factor
/// sqrt((n - 1) / n), and by the tails of Student's t.
public struct BootstrapInterval: Sendable, Equatable, Codable {
    /// The lower end.
    public let low: Double
    /// The upper end.
    public let high: Double

    /// Limits of the number of resamples; more take memory and show nothing.
    public static let resampleLimits = 1...1_000_000

    /// The same values in the same order with the same seed give the same interval; negated values the mirrored one.
    /// Quantiles are interpolated linearly; the lowest and highest means are those of 0 and 1.
    /// - Returns: nil for fewer than two values, and for values that are not finite or whose sum overflows. Also nil for
    ///   a confidence outside 0..<1, or a number of resamples outside `resampleLimits`.
    public init?(ofMean values: [Double], confidence: Double = 0.95, resamples: Int = 10_000, seed: UInt64 = 0) {
        guard values.count > 1, Self.resampleLimits.contains(resamples), confidence >= 0, confidence < 1,
            Moments(values) != nil, let lowest = values.min(), let highest = values.max()
        else { return nil }
        let base = values[0]
        let shifted = values.map { $0 - base }
        let bound = UInt64(values.count)
        // Intervals have index 0, the sign-flip test 1.
        var random = SeededGenerator(seed: seed, purpose: .bootstrap, bound, 0)
        var means: [Double] = []
        means.reserveCapacity(resamples)
        for _ in 0..<resamples {
            var sum = 0.0
            for _ in 0..<values.count { sum += shifted[Int(random.below(bound))] }
            means.append(min(highest, max(lowest, base + sum / Double(values.count))))
        }
        means.sort()
        let place = Double(resamples - 1) * (1 - confidence) / 2
        let whole = Int(place)
        let share = place - Double(whole)
        let last = resamples - 1
        low = means[whole] + share * (means[min(whole + 1, last)] - means[whole])
        high = means[last - whole] + share * (means[max(last - whole - 1, 0)] - means[last - whole])
    }
}

extension BootstrapInterval {
    private init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// The interval of the negated values.
    package var mirrored: BootstrapInterval { .init(low: -high, high: -low) }
}
