/// d_z = mean(d) / sd(d), Cohen's effect size of paired differences, and Hedges' correction of it for few pairs.
public struct EffectSize: Sendable, Equatable, Codable {
    /// Cohen's d_z.
    public let cohenDz: Double
    /// g_z = d_z (1 - 3 / (4 (n - 1) - 1)), which takes away most of what d_z is too large for few pairs (Hedges,
    /// 1981). nil for two pairs, which the correction leaves nothing of.
    public let hedgesGz: Double?

    /// nil for fewer than two differences, where one is not a finite number, and where they do not vary: beyond 1e-9 of
    /// the largest, which is less than rounding may make of equal differences.
    public init?(_ differences: [Double]) {
        guard let moments = Moments(differences), let deviation = moments.deviation else { return nil }
        let largest = differences.reduce(0) { max($0, abs($1)) }
        guard deviation > 1e-9 * largest else { return nil }
        cohenDz = moments.mean / deviation
        hedgesGz = differences.count > 2 ? cohenDz * (1 - 3 / Double(4 * (differences.count - 1) - 1)) : nil
    }
}

/// P(A > B) = mean over all pairs (a, b) of [a > b] + [a = b] / 2, the probability of improvement: how often a run of A
/// is better than one of B whatever their seeds (Mann and Whitney's U / nm; Agarwal et al., 2021).
///
/// nil where one of both is empty or holds NaN; infinite values have their order.
public func probabilityOfImprovement(_ first: [Double], over second: [Double]) -> Double? {
    guard !first.isEmpty, !second.isEmpty, !(first + second).contains(where: \.isNaN) else { return nil }
    let others = second.sorted()
    var halves = 0
    for value in first {
        // Twice those below, once those equal.
        halves += others.count { $0 < value } + others.count { $0 <= value }
    }
    return Double(halves) / (2 * Double(first.count) * Double(second.count))
}
