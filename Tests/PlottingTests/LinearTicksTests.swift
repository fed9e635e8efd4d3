import Plotting
import TestSupport
import Testing

@Suite struct LinearTicksTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var lower: Double
        var upper: Double
        var count: Int
        var expected: [Double]
        var testDescription: String { "\(lower)...\(upper), at most \(count)" }
    }

    static let cases = [
        Case(lower: 0, upper: 1, count: 6, expected: [0, 0.2, 0.4, 0.6, 0.8, 1]),
        Case(lower: 0, upper: 1, count: 11, expected: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]),
        Case(lower: 0, upper: 1, count: 5, expected: [0, 0.5, 1]),
        Case(lower: 0, upper: 1, count: 3, expected: [0, 0.5, 1]),
        Case(lower: 0, upper: 1, count: 2, expected: [0, 1]),
        Case(lower: 0, upper: 0.7, count: 8, expected: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]),
        Case(lower: 0.05, upper: 0.34, count: 3, expected: [0.1, 0.2, 0.3]),
        Case(lower: -1, upper: 1, count: 5, expected: [-1, -0.5, 0, 0.5, 1]),
        Case(lower: -0.3, upper: 0.3, count: 7, expected: [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]),
        Case(lower: 0.85, upper: 0.95, count: 6, expected: [0.86, 0.88, 0.9, 0.92, 0.94]),
        Case(lower: 0.85, upper: 0.95, count: 3, expected: [0.85, 0.9, 0.95]),
        Case(lower: 0, upper: 386, count: 8, expected: [0, 50, 100, 150, 200, 250, 300, 350]),
        Case(lower: 0, upper: 386, count: 5, expected: [0, 100, 200, 300]),
        Case(lower: 0, upper: 5157, count: 6, expected: [0, 1000, 2000, 3000, 4000, 5000]),
        Case(lower: 0, upper: 100_000, count: 6, expected: [0, 20_000, 40_000, 60_000, 80_000, 100_000]),
        Case(lower: 60, upper: 102.5, count: 5, expected: [60, 70, 80, 90, 100]),
        Case(lower: 97.2, upper: 99.9, count: 6, expected: [97.5, 98, 98.5, 99, 99.5]),
        Case(lower: 0, upper: 0.05, count: 6, expected: [0, 0.01, 0.02, 0.03, 0.04, 0.05]),
        Case(lower: 0, upper: 1e-7, count: 6, expected: [0, 2e-8, 4e-8, 6e-8, 8e-8, 1e-7]),
        Case(lower: 0, upper: 3e-300, count: 4, expected: [0, 1e-300, 2e-300, 3e-300]),
        Case(lower: -1e300, upper: 1e300, count: 5, expected: [-1e300, -5e299, 0, 5e299, 1e300]),
        Case(lower: 1_000_000, upper: 1_000_004, count: 3, expected: [1_000_000, 1_000_002, 1_000_004]),
        Case(lower: 0.31, upper: 0.39, count: 9, expected: [0.31, 0.32, 0.33, 0.34, 0.35, 0.36, 0.37, 0.38, 0.39]),
        Case(lower: 3, upper: 9, count: 4, expected: [4, 6, 8]),
        Case(lower: -7, upper: -2, count: 3, expected: [-6, -4, -2]),
    ]

    @Test(arguments: cases)
    func table(_ example: Case) {
        #expect(LinearTicks.locate(example.lower, example.upper, count: example.count) == example.expected)
    }

    @Test func countsHaveNoHalves() {
        #expect(LinearTicks.locate(0, 2, count: 10, wholeNumbers: true) == [0, 1, 2])
        #expect(LinearTicks.locate(0, 2, count: 10) == [0, 0.5, 1, 1.5, 2])
    }

    @Test func anyRangeGetsEvenTicksWithinItAndNotTooMany() {
        var random = SplitMix(state: 1)
        for _ in 0..<2000 {
            let scale = Double.random(in: -250...250, using: &random)
            let center = Double.random(in: -3...3, using: &random)
            let half = Double.random(in: 0.01...3, using: &random)
            let (lower, upper) = ((center - half) * power(scale), (center + half) * power(scale))
            let limit = Int.random(in: 2...12, using: &random)
            let ticks = LinearTicks.locate(lower, upper, count: limit)
            #expect(!ticks.isEmpty || limit == 2 && upper - lower > 0)
            #expect(ticks.count <= limit)
            let slack = (upper - lower) * 1e-8
            #expect(ticks.allSatisfy { $0 >= lower - slack && $0 <= upper + slack })
            let gaps = zip(ticks, ticks.dropFirst()).map { $1 - $0 }
            if let first = gaps.first {
                #expect(gaps.allSatisfy { abs($0 - first) < first * 1e-6 })
                // Not needlessly few: the next smaller step would have been too many.
                #expect(Double(ticks.count) >= Double(limit) / 2.5 - 2)
            }
        }
    }

    private func power(_ exponent: Double) -> Double {
        var value = 1.0
        for _ in 0..<Int(abs(exponent)) { value *= exponent < 0 ? 0.1 : 10 }
        return value
    }
}
