/// Mean, standard deviation and Student's interval of a small sample.
public struct SampleSummary: Sendable, Equatable {
    /// Number of values.
    public let count: Int
    /// Arithmetic mean.
    public let mean: Double
    /// Sample standard deviation (n - 1); nil for fewer than two values.
    public let deviation: Double?
    /// Half the width of the 95 % interval of the mean by Student's t; nil for fewer than two values.
    public let halfWidth: Double?

    /// - Returns: nil without values, or if one is not finite.
    public init?(_ values: [Double]) {
        guard let moments = Moments(values) else { return nil }
        count = values.count
        mean = moments.mean
        deviation = moments.deviation
        halfWidth = moments.deviation.flatMap { deviation in
            StudentT.quantile(0.975, degrees: values.count - 1).map {
                $0 * deviation / Double(values.count).squareRoot()
            }
        }
    }
}
