/// The median: the middle value, or the mean of the two middle ones. Infinite values count.
/// - Returns: nil without values, or if one is NaN.
public func median(_ values: [Double]) -> Double? {
    median(values) { $0 == $1 ? $0 : $0 / 2 + $1 / 2 }
}

/// The median with another mean of the two middle values.
/// - Parameter mean: the mean of two ascending values.
/// - Returns: nil without values, or if one is NaN.
package func median(_ values: [Double], mean: (Double, Double) -> Double) -> Double? {
    guard !values.isEmpty, !values.contains(where: \.isNaN) else { return nil }
    let sorted = values.sorted()
    let upper = sorted[sorted.count / 2]
    return sorted.count % 2 == 1 ? upper : mean(sorted[sorted.count / 2 - 1], upper)
}
