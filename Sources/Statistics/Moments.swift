/// m = x1 + sum(x - x1) / n and s^2 = sum((x - m)^2) / (n - 1).
///
/// Relative to the first value: equal values have exactly this mean and no deviation.
package struct Moments {
    package let mean: Double
    /// Sample standard deviation (n - 1); nil for fewer than two values.
    package let deviation: Double?
    /// The deviation; nil if it is below 1e-9 of the largest value, as rounding makes it for equal values.
    package var spread: Double? { deviation.flatMap { $0 > 1e-9 * largest ? $0 : nil } }
    /// The largest absolute value.
    private let largest: Double

    /// - Returns: nil without values, if one is not finite, or if their sum overflows.
    package init?(_ values: [Double]) {
        guard let first = values.first else { return nil }
        let count = Double(values.count)
        let mean = first + values.reduce(0) { $0 + ($1 - first) } / count
        guard mean.isFinite else { return nil }
        self.mean = mean
        largest = values.reduce(0) { max($0, abs($1)) }
        guard values.count > 1 else {
            deviation = nil
            return
        }
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        guard variance.isFinite else { return nil }
        deviation = variance.squareRoot()
    }
}

extension Double {
    /// The value; nil if it is not finite.
    package var finite: Double? { isFinite ? self : nil }
}
