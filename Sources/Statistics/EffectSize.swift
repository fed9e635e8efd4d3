/// d_z = mean(d) / sd(d), Cohen's effect size of paired differences, and Hedges' correction of it for few pairs.
public struct EffectSize: Sendable, Equatable, Codable {
    /// Cohen's d_z.
    public let cohenDz: Double
    /// g_z = d_z (1 - 3 / (4 (n - 1) - 1)). The factor removes most of the bias of d_z for few pairs (Hedges, 1981).
    ///
    /// nil for two pairs: the factor is 0.
    public let hedgesGz: Double?

    /// - Returns: nil for fewer than two differences, if one is not finite, or if they vary by rounding errors alone.
    public init?(_ differences: [Double]) {
        guard let moments = Moments(differences), let spread = moments.spread else { return nil }
        cohenDz = moments.mean / spread
        hedgesGz = differences.count > 2 ? cohenDz * (1 - 3 / Double(4 * (differences.count - 1) - 1)) : nil
    }
}
