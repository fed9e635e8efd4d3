import SeededRandom

/// p = #{signs : |sum(±d)| >= |sum(d)|} / 2^n, the two-sided sign-flip permutation test (Fisher, 1935).
///
/// If neither arm is better, each paired difference has either sign with equal probability.
///
/// Up to 20 pairs all 2^n combinations of signs count. Above, 100,000 are drawn and p = (b + 1) / (m + 1) (Phipson and
/// Smyth, 2010). Sums closer than 1e-9 of sum(|d|) are equal: rounding errors are far smaller, one image in a million
/// far larger.
public struct SignFlipTest: Sendable, Equatable {
    /// Two-sided, in (0, 1]; the same for differences in any order, and for negated differences.
    public let p: Double
    /// Whether all combinations of signs were counted.
    public let isExact: Bool

    /// Maximal number of pairs for which all combinations are counted.
    public static let exactLimit = 20
    /// Combinations drawn for more pairs.
    public static let draws = 100_000

    /// - Returns: nil without differences, or if one is not finite.
    public init?(_ differences: [Double], seed: UInt64 = 0) {
        guard !differences.isEmpty, differences.allSatisfy(\.isFinite) else { return nil }
        isExact = differences.count <= SignFlipTest.exactLimit
        let largest = differences.reduce(0) { max($0, abs($1)) }
        guard largest > 0 else {
            p = 1
            return
        }
        // Relative to the largest, so that no sum overflows; sorted, so that their order does not matter.
        let ordered = differences.map { $0 / largest }.sorted { (abs($0), $0) > (abs($1), $1) }
        let sizes = ordered.map(abs)
        let bound = abs(ordered.reduce(0, +)) - 1e-9 * sizes.reduce(0, +)
        if bound <= 0 {
            p = 1
        } else if isExact {
            p = 2 * SignFlipTest.count(of: sizes, from: bound) / Double(1 << sizes.count)
        } else {
            let reached = SignFlipTest.drawn(of: sizes, from: bound, seed: seed)
            p = Double(reached + 1) / Double(SignFlipTest.draws + 1)
        }
    }

    /// The smallest p that n pairs can give: 2 / 2^n, above 20 pairs 1 / (m + 1). All differences then have one sign.
    public static func smallestP(pairs: Int) -> Double {
        if pairs < 1 { return 1 }
        if pairs > exactLimit { return 1 / Double(draws + 1) }
        return 2 / Double(1 << pairs)
    }

    /// Counts the combinations whose sum is at least `bound`, from the sums of both halves of the sizes.
    ///
    /// That takes 2 * 2^(n/2) sums of at most ten terms, not 2^n.
    private static func count(of sizes: [Double], from bound: Double) -> Double {
        let middle = sizes.count / 2
        let left = sums(of: sizes[..<middle]).sorted()
        let right = sums(of: sizes[middle...]).sorted()
        var count = 0
        var reaching = 0
        for sum in left {
            while reaching < right.count, sum + right[right.count - 1 - reaching] >= bound { reaching += 1 }
            count += reaching
        }
        return Double(count)
    }

    /// The sums of all combinations of signs.
    private static func sums(of sizes: ArraySlice<Double>) -> [Double] {
        sizes.reduce([0]) { sums, size in sums.map { $0 - size } + sums.map { $0 + size } }
    }

    /// Counts the drawn combinations whose sum is at least as far from 0. A byte selects the sum of eight sizes.
    private static func drawn(of sizes: [Double], from bound: Double, seed: UInt64) -> Int {
        let tables = stride(from: 0, to: sizes.count, by: 8).map { sums(of: sizes[$0..<min($0 + 8, sizes.count)]) }
        var random = SeededGenerator(seed: seed, purpose: .signFlips, UInt64(sizes.count), 1)
        var reached = 0
        for _ in 0..<draws {
            var sum = 0.0
            var bits: UInt64 = 0
            for place in tables.indices {
                if place % 8 == 0 { bits = random.next() }
                // The number of sums is a power of two, so all are equally likely.
                sum += tables[place][Int(bits & 0xFF) % tables[place].count]
                bits >>= 8
            }
            if abs(sum) >= bound { reached += 1 }
        }
        return reached
    }
}
