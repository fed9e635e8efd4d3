/// The middle value, or the mean of the two middle ones. Infinite values count.
/// - Returns: nil without values, or if one is NaN.
public func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty, !values.contains(where: \.isNaN) else { return nil }
    let sorted = values.sorted()
    let upper = sorted[sorted.count / 2]
    if sorted.count % 2 == 1 { return upper }
    let lower = sorted[sorted.count / 2 - 1]
    return lower == upper ? lower : lower / 2 + upper / 2
}
