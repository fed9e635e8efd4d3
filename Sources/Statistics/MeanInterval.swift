import Foundation

/// The interval of a mean over seeds, clipped to possible values.
///
/// m + s (exp(k (k/n ± t sqrt((1 + k^2/2) / n))) - 1) / k
///
/// m and s are mean and deviation of n values, t is Student's. k is a third of their skewness, by ``ValueBounds``. Errors
/// and losses near 0 vary by a factor. Their interval is that of the logarithm, with Cox's term for the variance of a
/// log-normal mean (Zhou and Gao, 1997). For k = 0 it is Student's interval.
///
/// Simulation gave the terms k/n and k^2/2 and the limit of k (`Benchmarks/interval_coverage.py`). Of the 95 %
/// intervals of 3 to 20 normal, log-normal or logit-normal values, 94 to 96 % hold the mean.
public struct MeanInterval: Sendable, Equatable, Codable {
    /// The lower end.
    public let low: Double
    /// The upper end.
    public let high: Double

    /// The smallest number of values with an interval. The deviation of two is known to a factor of 30.
    public static let minCount = 3
    /// The probability that an uncorrected interval holds the mean.
    public static let confidence = 0.95

    /// The interval of the mean of values.
    /// - Returns: nil if ``MissingInterval`` has a reason, and for a confidence that is not between 0 and 1.
    public init?(ofMean values: [Double], in range: ValueBounds, confidence: Double = MeanInterval.confidence) {
        guard values.count >= Self.minCount, let moments = Moments(values), let deviation = moments.spread else {
            return nil
        }
        self.init(
            moments, deviation, skew: range.skew(mean: moments.mean, deviation: deviation), count: values.count,
            confidence: confidence, clip: range.clipped)
    }

    /// The interval of the mean difference of pairs, first minus second.
    ///
    /// The skewness is that of independent values with the deviations of both: skews of equal values cancel.
    /// - Parameters:
    ///   - second: as many values as `first`, in the same order.
    ///   - range: of the values, not of their differences.
    /// - Returns: nil if ``MissingInterval`` has a reason for the differences, and for a confidence that is not
    ///   between 0 and 1. Also nil for arrays of different lengths.
    public init?(
        ofDifference first: [Double], minus second: [Double], in range: ValueBounds,
        confidence: Double = MeanInterval.confidence
    ) {
        guard first.count == second.count, first.count >= Self.minCount,
            let moments = Moments(zip(first, second).map { $0 - $1 }), let deviation = moments.spread,
            let one = Moments(first), let other = Moments(second), let a = one.deviation, let b = other.deviation
        else { return nil }
        let (skew, otherSkew) = (range.skew(mean: one.mean, deviation: a), range.skew(mean: other.mean, deviation: b))
        let cubes = a * a * a * skew - b * b * b * otherSkew
        let size = (a * a + b * b).squareRoot()
        self.init(
            moments, deviation, skew: cubes / (size * size * size), count: first.count, confidence: confidence,
            clip: range.clippedDifference)
    }

    private init?(
        _ moments: Moments, _ deviation: Double, skew: Double, count: Int, confidence: Double, clip: (Double) -> Double
    ) {
        guard let t = Self.quantile(confidence, count: count) else { return nil }
        let half = t * ((1 + skew * skew / 2) / Double(count)).squareRoot()
        func end(_ deviations: Double) -> Double {
            let place = skew / Double(count) + deviations
            // expm1(k x) / k is x (1 + k x / 2) for small k.
            let stretched = abs(skew) < 1e-6 ? place * (1 + skew * place / 2) : expm1(skew * place) / skew
            return clip(moments.mean + deviation * stretched)
        }
        (low, high) = (end(-half), end(half))
        guard low.isFinite, high.isFinite else { return nil }
    }

    /// The quantile of Student's t at both ends. Curves have an interval at every step, so the common ones are kept.
    private static func quantile(_ confidence: Double, count: Int) -> Double? {
        if confidence == Self.confidence, count < kept.count { return kept[count] }
        return confidence > 0 && confidence < 1 ? StudentT.quantile((1 + confidence) / 2, degrees: count - 1) : nil
    }

    private static let kept = (0..<64).map { StudentT.quantile((1 + confidence) / 2, degrees: $0 - 1) }
}

extension MeanInterval {
    private init(low: Double, high: Double) {
        self.low = low
        self.high = high
    }

    /// The interval of the negated values.
    package var mirrored: MeanInterval { .init(low: -high, high: -low) }
}

/// Why a mean has no interval.
public enum MissingInterval: String, Sendable, Equatable, Codable {
    /// There is no value.
    case noSeeds = "no_seeds"
    /// One value says nothing about others.
    case oneSeed = "one_seed"
    /// The deviation of two values is known to a factor of 30.
    case twoSeeds = "two_seeds"
    /// All values are equal, which does not show that others would be.
    case equalValues = "equal_values"
    /// A value is not a finite number.
    case infinite

    /// - Returns: nil if the values have an interval.
    public init?(_ values: [Double]) {
        switch values.count {
        case 0: self = .noSeeds
        case _ where Moments(values) == nil: self = .infinite
        case 1: self = .oneSeed
        case 2: self = .twoSeeds
        default:
            guard Moments(values)?.spread == nil else { return nil }
            self = .equalValues
        }
    }
}
