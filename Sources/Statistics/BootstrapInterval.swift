import SeededRandom

/// The percentile bootstrap interval of a mean (Efron, 1979): the (1 - confidence) / 2 quantiles, from either end, of
/// the means of samples drawn from the values with replacement.
///
/// Percentiles and not BCa: an interval of percentiles never leaves the range of the values, so none of an accuracy
/// goes beyond 1; BCa's two corrections are themselves estimated, from the few seeds there are and with many ties. Both
/// are too narrow for few values, roughly by the factor sqrt((n - 1) / n) and by the tails that Student's t has and
/// resampling has not; n stands beside every interval.
public struct BootstrapInterval: Sendable, Equatable, Codable {
    public let low: Double
    public let high: Double

    /// The fewest and the most resamples: what is more takes memory and shows nothing.
    public static let resampleLimits = 1...1_000_000

    /// The same values, in the same order, with the same seed give the same interval; all signs turned, the mirrored
    /// one. Quantiles lie linearly between neighbours, the lowest and highest mean being those of 0 and 1. nil for
    /// fewer than two values, where one is not a finite number or they are too large to be added, for a confidence
    /// outside 0..<1, and for a number of resamples outside `resampleLimits`.
    public init?(ofMean values: [Double], confidence: Double = 0.95, resamples: Int = 10_000, seed: UInt64 = 0) {
        guard values.count > 1, Self.resampleLimits.contains(resamples), confidence >= 0, confidence < 1,
            Moments(values) != nil, let least = values.min(), let most = values.max()
        else { return nil }
        let base = values[0]
        let shifted = values.map { $0 - base }
        let bound = UInt64(values.count)
        // Index 0 is that of intervals, 1 that of the sign-flip test.
        var random = SeededGenerator(seed: seed, purpose: .bootstrap, bound, 0)
        var means: [Double] = []
        means.reserveCapacity(resamples)
        for _ in 0..<resamples {
            var sum = 0.0
            for _ in 0..<values.count { sum += shifted[Int(random.below(bound))] }
            means.append(min(most, max(least, base + sum / Double(values.count))))
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

    /// That of the values with all signs turned.
    package var mirrored: BootstrapInterval { .init(low: -high, high: -low) }
}
