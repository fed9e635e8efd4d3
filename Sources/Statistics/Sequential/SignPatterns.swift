/// A group of sign patterns for differences in a fixed order.
///
/// Pattern x has the sign (-1)^popcount(x & mask(j)) at place j. Every mask is odd, so each pattern has a mirrored one in
/// the group. The first `bits` places have all combinations of signs.
///
/// A group needs no draws. If all signs are equally likely, the recorded signs are a random element of their orbit. So a
/// test over the orbit is exact (Hemerik and Goeman, 2018).
struct SignPatterns: Equatable {
    /// The group has 2^bits patterns.
    let bits: Int

    /// Patterns without their mirrored ones; number 0 reverses no sign.
    var half: Int { 1 << (bits - 1) }

    /// The smallest group in which a test of this level may reject 16 patterns, between 2^14 and 2^18.
    init(level: Double) {
        let sizes = 14..<18
        bits = sizes.first { level * Double(1 << ($0 - 1)) >= 16 } ?? sizes.upperBound
    }

    /// The bits of a pattern's number whose parity is its sign at a place.
    func mask(_ place: Int) -> Int {
        if place < bits { return 1 << place }
        let product = UInt64(truncatingIfNeeded: place + 1) &* 0x9E37_79B9_7F4A_7C15
        let mask = Int(product >> UInt64(64 - bits))
        return mask.nonzeroBitCount % 2 == 1 ? mask : mask ^ 1
    }
}
