/// r = sum((x - mx)(y - my)) / sqrt(sum((x - mx)^2) sum((y - my)^2)), Pearson's correlation (1895).
///
/// For pairs by seed it tells whether pairing helps: differences have about 1 - r of the variance of independent runs.
/// - Parameter second: as many values as `first`, in the same order.
/// - Returns: nil for fewer than three pairs: two always have 1 or -1. Also nil if a value is not finite, or if one
///   side does not vary.
public func correlation(_ first: [Double], _ second: [Double]) -> Double? {
    guard first.count == second.count, first.count > 2, let one = Moments(first), let other = Moments(second),
        let spread = one.spread, let otherSpread = other.spread
    else { return nil }
    let sum = zip(first, second).reduce(0) {
        $0 + ($1.0 - one.mean) / spread * (($1.1 - other.mean) / otherSpread)
    }
    return min(1, max(-1, sum / Double(first.count - 1)))
}
