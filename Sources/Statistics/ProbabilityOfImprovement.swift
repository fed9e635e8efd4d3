/// P(A > B) = mean over all pairs (a, b) of [a > b] + [a = b] / 2.
///
/// The probability that a run of A is better than a run of B, whatever their seeds. It is Mann and Whitney's U / nm
/// (Agarwal et al., 2021).
///
/// Infinite values count.
/// - Returns: nil if one sample is empty or holds NaN.
public func probabilityOfImprovement(_ first: [Double], over second: [Double]) -> Double? {
    guard !first.isEmpty, !second.isEmpty, !(first + second).contains(where: \.isNaN) else { return nil }
    let others = second.sorted()
    var halves = 0
    for value in first {
        // 2 for each lower value, 1 for each equal one.
        halves += others.count { $0 < value } + others.count { $0 <= value }
    }
    return Double(halves) / (2 * Double(first.count) * Double(second.count))
}
