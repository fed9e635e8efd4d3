import Figures
import Testing

@Suite struct SmoothingTests {
    @Test func exponentialIsCorrectedForItsStart() {
        let found = Smoothing.exponential(beta: 0.5)([1, 3, 5])
        // 1; (0.5*1*0.5 + 0.5*3) / 0.75; ...
        let expected = [1, (0.25 + 1.5) / 0.75, (0.125 + 0.75 + 2.5) / 0.875]
        for (one, other) in zip(found, expected) { #expect(abs(one - other) < 1e-12) }
        #expect(Smoothing.exponential(beta: 0.98)([Double](repeating: 2, count: 50)).allSatisfy { abs($0 - 2) < 1e-12 })
        #expect(Smoothing.exponential(beta: 0)([4, 5]) == [4, 5])
    }

    @Test func theWindowTrails() {
        #expect(Smoothing.window(steps: 3)([1, 2, 3, 4, 5, 6]) == [1, 1.5, 2, 3, 4, 5])
        #expect(Smoothing.window(steps: 1)([1, 2, 3]) == [1, 2, 3])
        #expect(Smoothing.window(steps: 100)([2, 4]) == [2, 3])
        #expect(Smoothing.window(steps: 3)([]).isEmpty)
    }

    @Test func aHugeValueLeavesNoErrorBehind() {
        let values = [1, 1, 1e30, 1, 1, 1, 1, 1, 1, 1, 1.0]
        #expect(Smoothing.window(steps: 3)(values).suffix(5).allSatisfy { $0 == 1 })
    }

    @Test(arguments: [Smoothing.exponential(beta: 0.5), .window(steps: 2)])
    func whatIsNotFiniteIsAGapAndForgotten(_ smoothing: Smoothing) {
        let found = smoothing([1, 1, .nan, .infinity, 1, 1])
        #expect(found.map(\.isNaN) == [false, false, true, true, false, false])
        #expect(found.filter(\.isFinite).allSatisfy { abs($0 - 1) < 1e-12 })
    }

    @Test func labelsSayWhich() {
        #expect(Smoothing.exponential(beta: 0.98).label == "smoothed (β 0.98)")
        #expect(Smoothing.window(steps: 85).label == "mean of 85 steps")
        #expect(Smoothing.window(steps: 1).label == "mean of 1 step")
    }
}
