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
        halfWidth = StudentT.quantile(0.975, degrees: values.count - 1)
            .map { $0 * (variance / Double(values.count)).squareRoot() }
    }
}
