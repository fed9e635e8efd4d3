/// delta = (t(1 - alpha/2) + t(power)) s / sqrt(n), t with n - 1 degrees of freedom.
///
/// The minimum detectable effect (Bloom, 1995) of a two-sided paired t test: n pairs, whose differences deviate by s.
///
/// The central t distribution replaces the noncentral one: the result is too small by 5 % for 3 pairs, 0.7 % for 6.
/// - Returns: nil for fewer than two pairs, a deviation that is not finite, and an alpha or power outside 0...1.
public func smallestDetectableDifference(
    deviation: Double, pairs: Int, alpha: Double = 0.05, power: Double = 0.8
) -> Double? {
    guard pairs > 1, deviation >= 0, let critical = StudentT.quantile(1 - alpha / 2, degrees: pairs - 1),
        let reserve = StudentT.quantile(power, degrees: pairs - 1)
    else { return nil }
    return ((critical + reserve) * deviation / Double(pairs).squareRoot()).finite
}
