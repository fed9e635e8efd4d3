import TestSupport
import Statistics
import Testing

@Suite("Intervals of a mean")
struct MeanIntervalTests {
    private func expect(
        _ interval: MeanInterval?, _ low: Double, _ high: Double, _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(agree(interval?.low, low) && agree(interval?.high, high), sourceLocation: location)
    }

    /// Values of NumPy and SciPy, by `mean_interval` of Benchmarks/scipy_check.py.
    @Test("as SciPy computes the formula; without a bound it is Student's")
    func values() {
        let (a, b) = ([0.98, 0.985, 0.979, 0.99], [0.97, 0.981, 0.95, 0.972])
        let losses = [0.11, 0.2, 0.09, 0.15, 0.13]
        expect(MeanInterval(ofMean: a, in: .share), 0.972223738540389, 0.9897764292453664)
        expect(MeanInterval(ofMean: a.map { $0 * 100 }, in: .percent), 97.2223738540389, 98.97764292453664)
        expect(MeanInterval(ofMean: losses, in: .positive), 0.09346187724280086, 0.20566547849196853)
        expect(
            MeanInterval(ofMean: losses, in: .positive, confidence: 0.99), 0.072093640231163, 0.26662381927538553)
        expect(MeanInterval(ofMean: [1, 2, 4], in: .unbounded), -1.461249700263426, 6.1279163669300925)
        expect(MeanInterval(ofDifference: a, minus: b, in: .share), 0.0019191590360756652, 0.03952715505957689)
        expect(
            MeanInterval(ofDifference: a, minus: b, in: .share, confidence: 1 - 0.05 / 3), -0.003124066011177689,
            0.05748055449051379)
    }

    @Test("all ends are possible values")
    func clipped() throws {
        expect(MeanInterval(ofMean: [0.1, 0.98, 0.99], in: .share), 0, 1)
        let losses = try #require(MeanInterval(ofMean: [0.01, 0.02, 2.3], in: .positive))
        #expect(losses.low == 0 && losses.high.isFinite)
        let difference = MeanInterval(ofDifference: [0.1, 0.98, 0.99], minus: [0.9, 0.1, 0.1], in: .share)
        expect(difference, -1, 1)
    }

    @Test("swapped arms have the mirrored interval")
    func mirrored() throws {
        var numbers = TableNumbers(3)
        for count in 3...24 {
            let (a, b) = (
                (0..<count).map { _ in Double(numbers.images(around: 9_900, spread: 60)) / 10_000 },
                (0..<count).map { _ in Double(numbers.images(around: 9_500, spread: 200)) / 10_000 }
            )
            let there = try #require(MeanInterval(ofDifference: a, minus: b, in: .share))
            let back = try #require(MeanInterval(ofDifference: b, minus: a, in: .share))
            #expect(agree(there.low, -back.high) && agree(there.high, -back.low))
            let one = try #require(MeanInterval(ofMean: a, in: .share))
            let mean = a.reduce(0, +) / Double(count)
            #expect(one.low < mean && mean < one.high && one.high - mean < mean - one.low)
        }
    }

    @Test(
        "a mean without an interval has a reason",
        arguments: [
            ([], .noSeeds), ([0.5], .oneSeed), ([0.5, 0.6], .twoSeeds), ([0.4956, 0.4956, 0.4956], .equalValues),
            ([0.1 + 0.2, 0.3, 0.3], .equalValues), ([0.1, .infinity, 0.2], .infinite), ([.nan], .infinite),
            ([.greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1], .infinite),
        ] as [([Double], MissingInterval)])
    func missing(values: [Double], reason: MissingInterval) {
        #expect(MissingInterval(values) == reason)
        for range in [ValueBounds.share, .positive, .unbounded] {
            #expect(MeanInterval(ofMean: values, in: range) == nil)
        }
        let zeros = values.map { _ in 0.0 }
        #expect(MeanInterval(ofDifference: values, minus: zeros, in: .unbounded) == nil)
    }

    @Test("three different values have an interval, for every confidence between 0 and 1")
    func confidence() throws {
        #expect(MissingInterval([1, 2, 4]) == nil)
        for confidence in [0, 1, -1, Double.nan] {
            #expect(MeanInterval(ofMean: [1, 2, 4], in: .positive, confidence: confidence) == nil)
        }
        var width = 0.0
        for confidence in [0.1, 0.5, 0.9, 0.95, 0.99, 0.9999] {
            let found = try #require(MeanInterval(ofMean: [1, 2, 4], in: .positive, confidence: confidence))
            #expect(found.high - found.low > width)
            width = found.high - found.low
        }
        #expect(MeanInterval(ofDifference: [1, 2, 4], minus: [1, 2], in: .positive) == nil)
    }

    @Test("equal values on one side leave the other side's variation")
    func oneSide() throws {
        let found = try #require(MeanInterval(ofDifference: [0.9, 0.92, 0.97], minus: [0.5, 0.5, 0.5], in: .share))
        let alone = try #require(MeanInterval(ofMean: [0.9, 0.92, 0.97], in: .share))
        #expect(agree(found.low, alone.low - 0.5) && agree(found.high, alone.high - 0.5))
    }
}
