/// The differences that `SequentialSignFlipTest` can show, for normal differences.
///
/// The formula is a fit to simulated studies with limits of 15 to 60 seeds (`Benchmarks/sequential_check.py`).
public enum SequentialOutlook {
    /// delta = (z + 1.175) s / sqrt(N - 3): the mean difference that a limit of N seeds shows with a probability of 0.8.
    ///
    /// s is the deviation of the differences, z the normal quantile of 1 - level / 2.
    /// - Returns: nil if N seeds can show nothing, and for differences that do not vary.
    public static func detectableDifference(deviation: Double, limit: Int, level: Double = 0.05) -> Double? {
        guard deviation > 0, limit >= SequentialSignFlipTest.firstLook(level: level, limit: limit),
            let reach = reach(level: level)
        else { return nil }
        return (reach * deviation / Double(limit - 3).squareRoot()).finite
    }

    /// N = ((z + 1.175) / g_z)^2 + 3: the limit that shows the mean of these differences with a probability of 0.8.
    ///
    /// g_z is Hedges' effect size.
    /// - Returns: nil for fewer than three differences, if their mean is 0, and beyond a million.
    public static func limitNeeded(_ differences: [Double], level: Double = 0.05) -> Int? {
        guard let reach = reach(level: level), let moments = Moments(differences), moments.mean != 0,
            differences.count > 2
        else { return nil }
        var count = 0.0
        if moments.spread != nil {
            guard let effect = EffectSize(differences)?.hedgesGz else { return nil }
            count = ((reach / effect) * (reach / effect) + 3).rounded(.up)
        }
        guard count < 1e6 else { return nil }
        // The smallest limit that can show anything.
        let least = (1..<60).first { SequentialSignFlipTest.firstLook(level: level, limit: $0) <= $0 } ?? 60
        return max(least, Int(count))
    }

    private static func reach(level: Double) -> Double? {
        StudentT.quantile(1 - level / 2, degrees: 100_000).map { $0 + 1.175 }
    }
}
