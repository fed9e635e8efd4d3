import SeededRandom

/// p = #{signs : |sum(±d)| >= |sum(d)|} / 2^n, the two-sided sign-flip permutation test of paired differences
/// (Fisher, 1935): if neither arm is better, each difference could as well have had the other sign.
///
/// Up to 20 pairs all 2^n signs are counted, beyond that 100,000 are drawn and p = (b + 1) / (m + 1) (Phipson and
/// Smyth, 2010). Sums that differ by less than 1e-9 of sum(|d|) are the same sum: differences of accuracies are whole
/// numbers of images, and what rounding makes of them is far less than that, one image in a million far more.
public struct SignFlipTest: Sendable, Equatable {
    /// Two-sided, in (0, 1]; the order of the differences does not matter, nor all their signs turned.
    public let p: Double
    /// Whether every sign was counted.
    public let isExact: Bool

    /// Pairs up to which all signs are counted.
    public static let exactLimit = 20
    /// Signs that are drawn for more.
    public static let draws = 100_000

    /// nil where there are no differences or one is not a finite number.
    public init?(_ differences: [Double], seed: UInt64 = 0) {
        guard !differences.isEmpty, differences.allSatisfy(\.isFinite) else { return nil }
        isExact = differences.count <= SignFlipTest.exactLimit
        let largest = differences.reduce(0) { max($0, abs($1)) }
        guard largest > 0 else {
            p = 1
            return
        }
        // Against the largest: no sum overflows. In order: the p of a set, whatever order it comes in.
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

    /// The smallest p that n pairs can give: 2 / 2^n, all differences of one sign; above 20 no less than 1 / (m + 1).
    public static func smallestP(pairs: Int) -> Double {
        if pairs < 1 { return 1 }
        if pairs > exactLimit { return 1 / Double(draws + 1) }
        return 2 / Double(1 << pairs)
    }

    /// Signs whose sum is at least `bound`: the sums of one half of the sizes meet those of the other, 2 * 2^(n/2) sums
    /// in place of 2^n, each of at most ten terms.
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

    /// The sums with every choice of signs.
    private static func sums(of sizes: ArraySlice<Double>) -> [Double] {
        sizes.reduce([0]) { sums, size in sums.map { $0 - size } + sums.map { $0 + size } }
    }

    /// How many of the drawn signs have a sum at least as far from 0. Eight sizes at a time: a byte says which of their
    /// 256 sums it is.
    private static func drawn(of sizes: [Double], from bound: Double, seed: UInt64) -> Int {
        let tables = stride(from: 0, to: sizes.count, by: 8).map { sums(of: sizes[$0..<min($0 + 8, sizes.count)]) }
        var random = SeededGenerator(seed: seed, purpose: .bootstrap, UInt64(sizes.count), 1)
        var reached = 0
        for _ in 0..<draws {
            var sum = 0.0
            var bits: UInt64 = 0
            for place in tables.indices {
                if place % 8 == 0 { bits = random.next() }
                // Of 2^k sums each has the same share of the bytes.
                sum += tables[place][Int(bits & 0xFF) % tables[place].count]
                bits >>= 8
            }
            if abs(sum) >= bound { reached += 1 }
        }
        return reached
    }
}
