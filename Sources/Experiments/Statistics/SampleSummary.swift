/// Mean, spread and interval of a small sample.
public struct SampleSummary: Sendable, Equatable {
    /// Number of values.
    public let count: Int
    public let mean: Double
    /// Standard deviation with n - 1; nil for fewer than two values.
    public let deviation: Double?
    /// Half the width of the 95 % interval of the mean by Student's t; nil for fewer than two values.
    public let halfWidth: Double?

    /// nil where there are no values.
    public init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        count = values.count
        let mean = values.reduce(0, +) / Double(values.count)
        self.mean = mean
        guard values.count > 1 else {
            deviation = nil
            halfWidth = nil
            return
        }
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
        deviation = variance.squareRoot()
        halfWidth =
            SampleSummary.studentQuantile(degrees: values.count - 1) * (variance / Double(values.count)).squareRoot()
    }

    /// The 0.975 quantile of Student's t: from the table up to 30 degrees of freedom, beyond that by the expansion in 1/n
    /// around the normal one (Abramowitz and Stegun 26.7.5), good to 1e-5 there.
    static func studentQuantile(degrees: Int) -> Double {
        let table = [
            12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157, 2.228139,
            2.200985, 2.178813, 2.160369, 2.144787, 2.131450, 2.119905, 2.109816, 2.100922, 2.093024, 2.085963,
            2.079614, 2.073873, 2.068658, 2.063899, 2.059539, 2.055529, 2.051831, 2.048407, 2.045230, 2.042272,
        ]
        if degrees <= table.count { return table[max(1, degrees) - 1] }
        let x = 1.959963984540054
        let n = Double(degrees)
        let g1 = (x * x * x + x) / 4
        let g2 = (5 * x * x * x * x * x + 16 * x * x * x + 3 * x) / 96
        return x + g1 / n + g2 / (n * n)
    }
}
