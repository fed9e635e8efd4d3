/// m = x1 + sum(x - x1) / n and s^2 = sum((x - m)^2) / (n - 1): taken from the first value, equal values have exactly
/// themselves as mean and no deviation.
package struct Moments {
    package let mean: Double
    /// With n - 1; nil for fewer than two values.
    package let deviation: Double?
    /// The deviation where the values vary: beyond 1e-9 of the largest, which is less than rounding may make of equal
    /// ones; else nil.
    package var spread: Double? { deviation.flatMap { $0 > 1e-9 * largest ? $0 : nil } }
    /// The largest of the values' sizes.
    private let largest: Double

    /// nil where there are no values, where one is not finite, or where they are too large to be added.
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

/// The median: the middle value, or `between` of the middle two. Infinite values count.
/// - Parameter between: the mean of two ordered values; by default their arithmetic mean.
/// - Returns: nil for no values, or if a value is NaN.
package func median(_ values: [Double], between: (Double, Double) -> Double = mean) -> Double? {
    guard !values.isEmpty, !values.contains(where: \.isNaN) else { return nil }
    let sorted = values.sorted()
    let upper = sorted[sorted.count / 2]
    if sorted.count % 2 == 1 { return upper }
    let lower = sorted[sorted.count / 2 - 1]
    return between(lower, upper)
}

/// The arithmetic mean; exact for equal values, and without overflow.
package func mean(_ one: Double, _ other: Double) -> Double { one == other ? one : one / 2 + other / 2 }

extension Double {
    /// The value, nil where it is not a finite number.
    package var finite: Double? { isFinite ? self : nil }
}
