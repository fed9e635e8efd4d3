import Foundation
import Statistics
import TestSupport
import Testing

/// Normal numbers; the same at every call.
private struct NormalNumbers {
    private var numbers: TableNumbers

    init(_ seed: UInt64) { numbers = TableNumbers(seed) }

    mutating func next() -> Double {
        func uniform() -> Double { (Double(numbers.below(1 << 24)) + 0.5) / Double(1 << 24) }
        let radius = (-2 * log(uniform())).squareRoot()
        return radius * cos(2 * .pi * uniform())
    }

    mutating func list(_ count: Int, mean: Double = 0) -> [Double] { (0..<count).map { _ in mean + next() } }
}

@Suite("Sequential sign-flip test")
struct SequentialTests {
    /// Differences with values of `Benchmarks/sequential_check.py --golden`, limit 40.
    ///
    /// Each has the seeds at which the levels 0.05, 0.05 / 3 and 0.05 / 10 reject. Then follow p of one test and of three,
    /// and the interval.
    private static let golden:
        [(differences: [Double], rejections: [Int?], p: [Double?], interval: (low: Double, high: Double)?)] = [
            (Array(repeating: 0.01, count: 12), [8, 10, 11], [0.003125, 0.0020833333333333333], nil),
            (
                [0.01, 0.02, 0.03, 0.01, 0.02, 0.01, -0.001, 0.02, 0.03, 0.01], [10, 10, nil],
                [0.025, 0.016666666666666666], (0.004500003480911261, 0.026666663789749148)
            ),
            (
                [
                    1.105, -0.24, 1.55, 1.741, -1.151, -0.502, 0.928, 0.484, 0.783, -0.053, 1.679, 1.578, 0.866, 1.927,
                    1.268, -0.059, 1.169, -0.159, 1.678, 0.75, 0.615, 0.119, 2.023, 0.645, 0.372, 0.448, 1.332, 1.165,
                    1.213, 1.231,
                ], [17, 21, 22], [0.000390625, 0.0010416666666666667], (0.42150070842107146, 1.1689227751096092)
            ),
            (
                [
                    3.342, 0.794, 0.688, 0.386, 1.816, 2.329, 1.086, 0.36, 0.376, 1.851, 1.943, 1.743, 0.534, 1.432,
                    1.317,
                    1.419, 2.071, 1.424, 1.879, 1.268,
                ], [8, 10, 11], [2.44140625e-05, 1.6276041666666666e-05], (0.8965001052856446, 1.8821424840927128)
            ),
            (
                [
                    0.289, 0.631, -1.457, -0.32, -0.47, -0.639, -0.275, 1.495, -0.866, 0.968, -1.683, -0.335, 0.163,
                    0.586, 0.711, 0.793, -0.349, -0.462, 0.858, -0.191, -1.276, -1.133, -0.919, 0.497, 0.142, 0.69,
                    -0.427, 0.159, 0.626, -0.309, 0.457, -0.662, -0.363, -0.382, -1.196, 0.487, -0.469, 0.012, 0.481,
                    0.447,
                ], [nil, nil, nil], [nil, nil], (-0.39292277231216427, 0.17761493215560914)
            ),
            (Array(repeating: 0, count: 30), [nil, nil, nil], [nil, nil], nil),
            (
                [0.002, 0, 0.002, 0.004, 0.002, 0, 0.002, 0.002, 0.004, 0.002, 0.002, 0.006], [10, 11, nil],
                [0.0125, 0.008333333333333333], (0.0010000007947285974, 0.0033333323796590174)
            ),
        ]

    @Test("rejections, p and intervals are those of the implementation in Python", arguments: golden.indices)
    func python(index: Int) throws {
        let (differences, rejections, p, interval) = Self.golden[index]
        for (tests, rejection) in zip([1.0, 3, 10], rejections) {
            #expect(
                try #require(SequentialSignFlipTest(differences, level: 0.05 / tests, limit: 40)).rejection == rejection
            )
        }
        #expect(SequentialSignFlipTest.anytimeP(differences, limit: 40) == p[0])
        #expect(SequentialSignFlipTest.anytimeP(differences, limit: 40, tests: 3) == p[1])
        let found = SequentialInterval(ofMean: differences, limit: 40)
        #expect((found == nil) == (interval == nil))
        if let found, let interval {
            let width = interval.high - interval.low
            #expect(abs(found.low - interval.low) < 1e-5 * width)
            #expect(abs(found.high - interval.high) < 1e-5 * width)
        }
    }

    @Test("the first look is the smallest number of seeds of one sign that a level allows")
    func firstLook() {
        func looks(_ limit: Int) -> [Int] {
            [1.0, 2, 3, 6, 10].map { SequentialSignFlipTest.firstLook(level: 0.05 / $0, limit: limit) }
        }
        #expect(looks(10) == [7, 7, 8, 9, 9])
        #expect(looks(30) == [8, 9, 9, 10, 11])
        #expect(looks(50) == [8, 9, 10, 11, 11])
        for level in [0.05, 0.05 / 6, 1e-4] {
            let first = SequentialSignFlipTest.firstLook(level: level, limit: 30)
            let differences = (0..<30).map { 1 + Double($0) }
            #expect(SequentialSignFlipTest(differences, level: level, limit: 30)?.rejection == first)
        }
    }

    @Test("scale and direction do not matter, and later seeds take nothing back")
    func invariance() throws {
        var numbers = NormalNumbers(7)
        for _ in 0..<40 {
            let differences = numbers.list(25, mean: 0.8)
            let rejection = try #require(SequentialSignFlipTest(differences, limit: 30)).rejection
            #expect(SequentialSignFlipTest(differences.map { -$0 }, limit: 30)?.rejection == rejection)
            #expect(SequentialSignFlipTest(differences.map { $0 * 1e-200 }, limit: 30)?.rejection == rejection)
            #expect(SequentialSignFlipTest(differences.map { $0 * 1e300 }, limit: 30)?.rejection == rejection)
            guard let rejection else { continue }
            #expect(SequentialSignFlipTest(Array(differences.prefix(rejection)), limit: 30)?.rejection == rejection)
            let fewer = Array(differences.prefix(rejection - 1))
            #expect(try #require(SequentialSignFlipTest(fewer, limit: 30)).rejection == nil)
        }
    }

    @Test("differences beyond the limit do not count")
    func limit() throws {
        let differences = Array(repeating: 0.0, count: 20) + Array(repeating: 1, count: 20)
        #expect(SequentialSignFlipTest(differences, limit: 40)?.rejection == 26)
        #expect(try #require(SequentialSignFlipTest(differences, limit: 20)).rejection == nil)
        #expect(SequentialSignFlipTest(Array(repeating: 1, count: 6), limit: 6)?.rejection == 6)
        #expect(try #require(SequentialSignFlipTest(Array(repeating: 1, count: 9), limit: 5)).rejection == nil)
        #expect(SequentialSignFlipTest.firstLook(level: 0.05, limit: 5) == 6)
    }

    @Test("bad values have no test")
    func bad() throws {
        #expect(SequentialSignFlipTest([1, .infinity], limit: 9) == nil)
        #expect(SequentialSignFlipTest([1, .nan], limit: 9) == nil)
        #expect(SequentialSignFlipTest([1, 2], level: 0, limit: 9) == nil)
        #expect(SequentialSignFlipTest([1, 2], level: 1, limit: 9) == nil)
        #expect(SequentialSignFlipTest([1, 2], limit: 0) == nil)
        #expect(try #require(SequentialSignFlipTest([], limit: 9)).rejection == nil)
        #expect(SequentialInterval(ofMean: [], limit: 9) == nil)
        #expect(SequentialInterval(ofMean: [1, 2, 3], limit: 9) == nil)
        #expect(SequentialInterval(ofMean: Array(repeating: 1, count: 6) + [.nan], limit: 9) == nil)
        #expect(SequentialSignFlipTest.anytimeP([.infinity], limit: 9) == nil)
        #expect(SequentialOutlook.limitNeeded([1, .infinity, 2]) == nil)
        #expect(SequentialOutlook.detectableDifference(deviation: 1, limit: 5) == nil)
        #expect(SequentialOutlook.detectableDifference(deviation: 0, limit: 30) == nil)
    }

    @Test("of 2,000 studies without a difference at most 5 % ever reject, whatever the distribution", arguments: 0..<3)
    func typeI(kind: Int) {
        var numbers = NormalNumbers(UInt64(kind))
        let studies = 2000
        var rejected = 0
        for _ in 0..<studies {
            let differences = (0..<30).map { _ -> Double in
                let (one, other) = (numbers.next(), numbers.next())
                return switch kind {
                case 0: one
                // Skewed arms that are alike.
                case 1: exp(one) - exp(other)
                // Accuracies of 50 images, with ties.
                default:
                    ((min(1, 0.95 + 0.03 * one) * 50).rounded() - (min(1, 0.95 + 0.03 * other) * 50).rounded()) / 50
                }
            }
            if SequentialSignFlipTest(differences, limit: 30)?.rejection != nil { rejected += 1 }
        }
        #expect(rejected <= studies / 20)
        #expect(rejected >= studies / 40)
    }

    @Test("a difference of one deviation takes 12 seeds; a fixed number with this power takes over 20")
    func saving() {
        var numbers = NormalNumbers(3)
        let studies = 1000
        var seeds = 0
        var shown = 0
        for _ in 0..<studies {
            let rejection = SequentialSignFlipTest(numbers.list(30, mean: 1), limit: 30)?.rejection
            seeds += rejection ?? 30
            if rejection != nil { shown += 1 }
        }
        let (mean, power) = (Double(seeds) / Double(studies), Double(shown) / Double(studies))
        // The paired t test needs 20.4 seeds for a power of 0.99.
        #expect(power > 0.99)
        #expect(mean < 0.6 * 20.4)
        #expect((11...13).contains(mean))
    }

    @Test("the interval covers the mean at every look, and is on one side of 0 once the test rejects")
    func coverage() throws {
        var numbers = NormalNumbers(11)
        var missed = 0
        for _ in 0..<100 {
            let differences = numbers.list(14, mean: 1.5)
            let interval = try #require(SequentialInterval(ofMean: differences, limit: 30))
            if !(interval.low...interval.high).contains(1.5) { missed += 1 }
            let isClear = SequentialSignFlipTest(differences, limit: 30)?.rejection != nil
            #expect(isClear == (interval.low > 0 || interval.high < 0))
        }
        #expect(missed <= 11)
    }

    @Test("about the stated share of studies shows the detectable difference", arguments: [15, 30, 50])
    func detectable(limit: Int) throws {
        var numbers = NormalNumbers(UInt64(limit))
        let effect = try #require(SequentialOutlook.detectableDifference(deviation: 1, limit: limit))
        let shown = (0..<400).count { _ in
            SequentialSignFlipTest(numbers.list(limit, mean: effect), limit: limit)?.rejection != nil
        }
        // The standard error is 0.02.
        #expect((0.72...0.88).contains(Double(shown) / 400))
    }

    @Test("the limit that is needed is the inverse of the difference that a limit shows")
    func needed() throws {
        var numbers = NormalNumbers(5)
        let noise = numbers.list(200)
        let limits = [0.5, 0.8, 1, 1.5].compactMap { mean in SequentialOutlook.limitNeeded(noise.map { $0 + mean }) }
        #expect(limits.count == 4)
        #expect(limits == limits.sorted(by: >))
        for (limit, mean) in zip(limits, [0.5, 0.8, 1, 1.5]) {
            let shown = try #require(SequentialOutlook.detectableDifference(deviation: 1, limit: limit))
            #expect(abs(shown - mean) < 0.2 * mean)
        }
        #expect(SequentialOutlook.limitNeeded([0.01, 0.01, 0.01]) == 6)
        #expect(SequentialOutlook.limitNeeded([0, 0, 0]) == nil)
    }
}
