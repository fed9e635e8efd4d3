/// The interval of a mean difference that stays valid however often it is looked at: a confidence sequence.
///
/// It holds the shifts that `SequentialSignFlipTest` does not reject, after any number of the differences up to now. It
/// covers the true mean difference at all looks up to the limit with probability 1 - level. Differences must lie
/// symmetrically around that mean.
public struct SequentialInterval: Sendable, Equatable, Codable {
    /// The lower end.
    public let low: Double
    /// The upper end.
    public let high: Double

    /// - Parameters:
    ///   - differences: in an order that does not depend on their values.
    ///   - level: the probability that the interval ever misses the mean difference.
    ///   - limit: the maximal number of differences, chosen before the first.
    /// - Returns: nil for too few differences, for equal ones, and if one is not finite. Also nil if the mean itself was
    ///   rejected: the difference changed along the seeds.
    public init?(ofMean differences: [Double], level: Double = 0.05, limit: Int) {
        guard let moments = Moments(differences), moments.spread != nil, let least = differences.min(),
            let greatest = differences.max()
        else { return nil }
        let middle = moments.mean
        let spread = greatest - least
        let magnitude = max(abs(least), abs(greatest)) + spread
        func isKept(_ shift: Double) -> Bool {
            let shifted = differences.map { $0 - shift }
            return SequentialSignFlipTest(shifted, level: level, limit: limit, magnitude: magnitude)?.rejection
                == nil
        }
        let reach = 4 * spread
        guard reach.isFinite, isKept(middle), !isKept(middle - reach), !isKept(middle + reach) else { return nil }
        func end(_ direction: Double) -> Double {
            var (near, far) = (0.0, reach)
            for _ in 0..<24 {
                let half = (near + far) / 2
                if isKept(middle + direction * half) { near = half } else { far = half }
            }
            return middle + direction * near
        }
        low = end(-1)
        high = end(1)
    }

    /// The part of the interval on one side of 0.
    /// - Parameter isPositive: whether the upper side is kept.
    package func cut(isPositive: Bool) -> SequentialInterval {
        isPositive ? .init(low: max(0, low), high: max(0, high)) : .init(low: min(0, low), high: min(0, high))
    }

    private init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// The interval of the negated differences.
    package var mirrored: SequentialInterval { .init(low: -high, high: -low) }
}
