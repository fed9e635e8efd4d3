/// What `SequentialSignFlipTest` needs and can show, for normal differences.
///
/// Both formulas are fits to simulated studies of 7 to 60 seeds (`Benchmarks/sequential_check.py`).
public enum SequentialOutlook {
    /// n = ((z + 0.96) / g_z)^2 + 3.5: the mean number of seeds until the test rejects, if differences go on as they are.
    ///
    /// z is the normal quantile of 1 - level / 2, g_z Hedges' effect size.
    /// - Returns: at least the first look; nil for fewer than three differences, if their mean is 0, or beyond a million.
    public static func likelyCount(_ differences: [Double], level: Double = 0.05) -> Int? {
        guard let z = normalQuantile(1 - level / 2), let moments = Moments(differences), moments.mean != 0,
            differences.count > 2
        else { return nil }
        let first = SequentialSignFlipTest.firstLook(level: level)
        // Equal differences.
        guard let effect = EffectSize(differences)?.hedgesGz else { return moments.spread == nil ? first : nil }
        let root = (z + 0.96) / effect
        let count = root * root + 3.5
        return count < 1e6 ? max(first, Int(count.rounded(.up))) : nil
    }

    /// delta = (z + 0.84 + 0.8) s / sqrt(n - 3): the mean difference that n seeds show with a probability of 0.8.
    ///
    /// s is the deviation of the differences, z the normal quantile of 1 - level / 2.
    /// - Returns: nil if n seeds can show nothing.
    public static func detectableDifference(deviation: Double, count: Int, level: Double = 0.05) -> Double? {
        guard deviation > 0, count >= SequentialSignFlipTest.firstLook(level: level),
            let z = normalQuantile(1 - level / 2)
        else { return nil }
        return ((z + 0.84 + 0.8) * deviation / Double(count - 3).squareRoot()).finite
    }

    private static func normalQuantile(_ p: Double) -> Double? { StudentT.quantile(p, degrees: 100_000) }
}
