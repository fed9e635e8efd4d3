import Plotting
import TestSupport
import Testing

@Suite struct LogTicksTests {
    @Test func decades() {
        let ticks = LogTicks.locate(1e-7, 10, count: 10)
        #expect(ticks.major == [1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10])
        #expect(ticks.minor.count == 8 * 8)
        #expect(ticks.minor.first == 2e-7 && ticks.minor.last == 9)
    }

    @Test func everySecondDecadeWhereThereIsNoRoomForAll() {
        let ticks = LogTicks.locate(1e-7, 10, count: 5)
        #expect(ticks.major == [1e-6, 1e-4, 1e-2, 1])
        #expect(ticks.minor == [1e-7, 1e-5, 1e-3, 0.1, 10])
    }

    @Test func doublesAndFivefoldsBelowTwoDecades() {
        #expect(LogTicks.locate(1e-3, 2e-2, count: 10).major == [1e-3, 2e-3, 5e-3, 1e-2, 2e-2])
        #expect(LogTicks.locate(0.04, 3, count: 10).major == [0.05, 0.1, 0.2, 0.5, 1, 2])
        #expect(LogTicks.locate(1e-3, 2e-2, count: 3).major == [1e-3, 3e-3, 1e-2])
    }

    @Test func linearTicksBelowHalfADecade() {
        #expect(LogTicks.locate(0.2, 0.5, count: 4).major == [0.2, 0.3, 0.4, 0.5])
    }

    @Test func anyRangeHasAtMostAsManyAsAskedFor() {
        var random = SplitMix(state: 2)
        for _ in 0..<500 {
            let low = Double.random(in: -300...290, using: &random)
            let high = low + Double.random(in: 0.01...15, using: &random)
            let limit = Int.random(in: 1...10, using: &random)
            let (lower, upper) = (exp10(low), exp10(high))
            let ticks = LogTicks.locate(lower, upper, count: limit)
            #expect(ticks.major.count <= limit)
            #expect((ticks.major + ticks.minor).allSatisfy { $0 >= lower * 0.999 && $0 <= upper * 1.001 })
            #expect(ticks.major == ticks.major.sorted())
            #expect(!ticks.minor.contains { ticks.major.contains($0) })
        }
    }

    /// Close enough to ten to the power of something, without a library.
    private func exp10(_ exponent: Double) -> Double {
        var value = 1 + (exponent - exponent.rounded(.down)) * 9
        for _ in 0..<Int(abs(exponent.rounded(.down))) { value *= exponent < 0 ? 0.1 : 10 }
        return value
    }
}
