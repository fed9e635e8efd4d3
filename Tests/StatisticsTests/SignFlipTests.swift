import TestSupport
import Statistics
import Testing

/// |sum| of every choice of signs, in whole numbers, by Gray code.
private func countedP(_ differences: [Int]) -> Double {
    let observed = abs(differences.reduce(0, +))
    var signed = differences
    var sum = differences.reduce(0, +)
    var reached = 0
    for step in 1...(1 << differences.count) {
        if abs(sum) >= observed { reached += 1 }
        let turned = step.trailingZeroBitCount
        if turned < signed.count {
            sum -= 2 * signed[turned]
            signed[turned] = -signed[turned]
        }
    }
    return Double(reached) / Double(1 << differences.count)
}

/// The same from the number of signs that give each sum: for more pairs than can be counted one by one.
private func summedP(_ differences: [Int]) -> Double {
    var shares: [Int: Double] = [0: 1]
    for difference in differences {
        var next: [Int: Double] = [:]
        for (sum, share) in shares {
            next[sum + difference, default: 0] += share / 2
            next[sum - difference, default: 0] += share / 2
        }
        shares = next
    }
    let observed = abs(differences.reduce(0, +))
    return shares.reduce(0) { abs($1.key) >= observed ? $0 + $1.value : $0 }
}

@Suite("Sign-flip test")
struct SignFlipTests {
    @Test(
        "tables small enough for a hand",
        arguments: [
            ([5.0], 1.0), ([1, 2], 0.5), ([1, 2, 3], 0.25), ([3, 2, -1], 0.5), ([1, 2, -3], 1), ([1, 1, 1, 1], 0.125),
            ([4, 3, 2, -1], 0.25), ([1, 1, 1, -1], 0.625), ([0, 0, 5], 1), ([0, 3, 2, 1], 0.25), ([0, 0], 1),
        ] as [([Double], Double)])
    func byHand(differences: [Double], p: Double) throws {
        let test = try #require(SignFlipTest(differences))
        #expect(test.p == p)
        #expect(test.isExact)
    }

    @Test("accuracies give the p of whole images, ties and all", arguments: 1...14)
    func wholeImages(count: Int) throws {
        for table in 0..<20 {
            var numbers = TableNumbers(UInt64(100 * count + table))
            let first = (0..<count).map { _ in numbers.images(around: 9_800, spread: 5) }
            let second = (0..<count).map { _ in numbers.images(around: 9_797, spread: 5) }
            let differences = zip(first, second).map { Double($0) / 10_000 - Double($1) / 10_000 }
            let test = try #require(SignFlipTest(differences))
            #expect(test.p == countedP(zip(first, second).map(-)))
        }
    }

    @Test("all million signs of twenty pairs")
    func twenty() throws {
        var numbers = TableNumbers(3)
        let differences = (0..<20).map { _ in numbers.images(around: 4, spread: 20) }
        let test = try #require(SignFlipTest(differences.map { Double($0) / 10_000 }))
        #expect(test.isExact)
        #expect(test.p == countedP(differences))
        #expect(test.p == summedP(differences))
    }

    @Test("above twenty pairs the drawn p lies around the counted one", arguments: [21, 70])
    func drawn(count: Int) throws {
        var numbers = TableNumbers(UInt64(count))
        let differences = (0..<count).map { _ in numbers.images(around: 2, spread: 20) }
        let test = try #require(SignFlipTest(differences.map(Double.init)))
        let p = summedP(differences)
        #expect(!test.isExact)
        #expect(abs(test.p - p) < 5 * (p * (1 - p) / Double(SignFlipTest.draws)).squareRoot())
        #expect(SignFlipTest(differences.map(Double.init)) == test)
        #expect(SignFlipTest(differences.map(Double.init), seed: 1)?.p != test.p)
    }

    @Test("a drawn p is never 0")
    func neverNothing() throws {
        let test = try #require(SignFlipTest([Double](repeating: 1, count: 30)))
        #expect(test.p == 1 / Double(SignFlipTest.draws + 1))
    }

    @Test("neither order nor sign nor size matters", arguments: [1, 2, 7, 12, 20, 25])
    func symmetries(count: Int) throws {
        for table in 0..<(count > SignFlipTest.exactLimit ? 1 : 10) {
            var numbers = TableNumbers(UInt64(1_000 * count + table))
            let differences = (0..<count).map { _ in Double(numbers.images(around: 1, spread: 9)) / 1_000 }
            let test = try #require(SignFlipTest(differences))
            #expect(test.p > 0 && test.p <= 1)
            #expect(test.p >= SignFlipTest.smallestP(pairs: count))
            #expect(SignFlipTest(differences.reversed()) == test)
            #expect(SignFlipTest(differences.map { -$0 }) == test)
            #expect(SignFlipTest(differences.map { $0 * 1e300 }) == test)
            #expect(SignFlipTest(differences.map { $0 * 0x1p-1000 }) == test)
        }
    }

    @Test("the smallest p is that of differences of one sign", arguments: 1...20)
    func smallest(count: Int) throws {
        let test = try #require(SignFlipTest((1...count).map(Double.init)))
        #expect(test.p == SignFlipTest.smallestP(pairs: count))
        #expect((test.p < 0.05) == (count >= 6))
    }

    @Test("what is no table has no p")
    func none() {
        #expect(SignFlipTest([]) == nil)
        #expect(SignFlipTest([1, .nan]) == nil)
        #expect(SignFlipTest([1, .infinity]) == nil)
        #expect(SignFlipTest([.greatestFiniteMagnitude, .greatestFiniteMagnitude])?.p == 0.5)
        #expect(SignFlipTest([.leastNonzeroMagnitude, .leastNonzeroMagnitude])?.p == 0.5)
        for pairs in [Int.min, -1, 0] { #expect(SignFlipTest.smallestP(pairs: pairs) == 1) }
        #expect(SignFlipTest.smallestP(pairs: .max) > 0)
    }
}
