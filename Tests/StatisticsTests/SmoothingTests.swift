import Statistics
import Testing

@Suite struct SmoothingTests {
    @Test func exponentialIsCorrectedForItsStart() {
        let found = Smoothing.exponential(beta: 0.5).averages(of: [1, 3, 5], stepsPerEpoch: 1)
        // 1; (0.5*1*0.5 + 0.5*3) / 0.75; ...
        let expected = [1, (0.25 + 1.5) / 0.75, (0.125 + 0.75 + 2.5) / 0.875]
        for (one, other) in zip(found, expected) { #expect(abs(one - other) < 1e-12) }
        let twos = [Double](repeating: 2, count: 50)
        #expect(
            Smoothing.exponential(beta: 0.98).averages(of: twos, stepsPerEpoch: 1).allSatisfy { abs($0 - 2) < 1e-12 })
        #expect(Smoothing.exponential(beta: 0).averages(of: [4, 5], stepsPerEpoch: 1) == [4, 5])
    }

    @Test func theWindowTrails() {
        #expect(
            Smoothing.window(fraction: 3 / 100).averages(of: [1, 2, 3, 4, 5, 6], stepsPerEpoch: 100) == [
                1, 1.5, 2, 3, 4, 5,
            ])
        #expect(Smoothing.window(fraction: 1 / 100).averages(of: [1, 2, 3], stepsPerEpoch: 100) == [1, 2, 3])
        #expect(Smoothing.window(fraction: 100 / 100).averages(of: [2, 4], stepsPerEpoch: 100) == [2, 3])
        #expect(Smoothing.window(fraction: 3 / 100).averages(of: [], stepsPerEpoch: 100).isEmpty)
    }

    @Test func aHugeValueLeavesNoErrorBehind() {
        let values = [1, 1, 1e30, 1, 1, 1, 1, 1, 1, 1, 1.0]
        #expect(
            Smoothing.window(fraction: 3 / 100).averages(of: values, stepsPerEpoch: 100).suffix(5).allSatisfy {
                $0 == 1
            })
    }

    @Test(arguments: [Smoothing.exponential(beta: 0.5), .window(fraction: 0.02)])
    func whatIsNotFiniteIsAGapAndForgotten(_ smoothing: Smoothing) {
        let found = smoothing.averages(of: [1, 1, .nan, .infinity, 1, 1], stepsPerEpoch: 100)
        #expect(found.map(\.isNaN) == [false, false, true, true, false, false])
        #expect(found.filter(\.isFinite).allSatisfy { abs($0 - 1) < 1e-12 })
    }

    @Test(
        "a window is a share of an epoch, rounded, a step at least",
        arguments: [(0.05, 193, 10), (0.001, 193, 1), (1, 7, 7)])
    func window(fraction: Double, stepsPerEpoch: Int, steps: Int) {
        let values = (0..<20).map { Double($0 * $0) }
        let averages = Smoothing.window(fraction: fraction).averages(of: values, stepsPerEpoch: stepsPerEpoch)
        #expect(averages.last == values.suffix(steps).reduce(0, +) / Double(steps))
    }
}
