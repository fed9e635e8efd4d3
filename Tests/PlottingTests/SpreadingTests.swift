import Plotting
import TestSupport
import Testing

@Suite struct SpreadingTests {
    @Test func thingsApartStay() {
        #expect(Spreading.middles([10, 50, 30], heights: [8, 8, 8], from: 0, to: 100) == [10, 50, 30])
    }

    @Test func twoInOnePlaceMoveByHalfEach() {
        #expect(Spreading.middles([50, 50], heights: [10, 10], from: 0, to: 100) == [45, 55])
        #expect(Spreading.middles([50, 48], heights: [10, 10], from: 0, to: 100) == [54, 44])
    }

    @Test func theEndsHold() {
        #expect(Spreading.middles([-5, 0], heights: [10, 10], from: 0, to: 100) == [5, 15])
        #expect(Spreading.middles([99, 100], heights: [10, 10], from: 0, to: 100) == [85, 95])
        #expect(Spreading.middles([1, 2, 3], heights: [10, 10, 10], from: 0, to: 29) == nil)
        #expect(Spreading.middles([], heights: [], from: 0, to: 1) == [])
    }

    /// No random move of one thing makes the sum of squares smaller.
    @Test func theSpreadIsTheSmallest() throws {
        var random = SplitMix(state: 3)
        for _ in 0..<200 {
            let count = Int.random(in: 2...12, using: &random)
            let wanted = (0..<count).map { _ in Double.random(in: 0...100, using: &random) }
            let heights = (0..<count).map { _ in Double.random(in: 2...8, using: &random) }
            let found = try #require(Spreading.middles(wanted, heights: heights, from: 0, to: 100))
            func cost(_ middles: [Double]) -> Double {
                zip(middles, wanted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            }
            func isAllowed(_ middles: [Double]) -> Bool {
                let order = middles.indices.sorted { middles[$0] < middles[$1] }
                let stand = zip(order, order.dropFirst()).allSatisfy {
                    middles[$1] - middles[$0] >= (heights[$0] + heights[$1]) / 2 - 1e-9
                }
                return stand
                    && order.allSatisfy {
                        middles[$0] >= heights[$0] / 2 - 1e-9 && middles[$0] <= 100 - heights[$0] / 2 + 1e-9
                    }
            }
            #expect(isAllowed(found))
            for _ in 0..<50 {
                let (from, to) = (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
                let shift = Double.random(in: -2...2, using: &random)
                var other = found
                for index in min(from, to)...max(from, to) { other[index] += shift }
                if isAllowed(other) { #expect(cost(other) >= cost(found) - 1e-9) }
            }
        }
    }
}
