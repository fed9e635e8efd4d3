import Foundation
import Statistics
import TestSupport
import Testing

@Suite("Centred averages")
struct CentredAverageTests {
    private static let widths: [Smoothing] = [
        .default, .centred(share: 0.02), .centred(share: 0.2), .centred(share: 1),
    ]

    private func losses(_ values: [Double], _ smoothing: Smoothing = .default) -> [Double] {
        smoothing.averages(of: values, stepsPerEpoch: 100, areLosses: true)
    }

    /// Losses of noisy batches around 0.1.
    private func noisy(_ count: Int, seed: UInt64 = 1) -> [Double] {
        var numbers = Congruential(state: seed)
        return (0..<count).map { _ in 0.1 * exp(2 * (numbers.uniform() - 0.5)) }
    }

    private func areEqual(_ one: [Double], _ other: [Double], _ tolerance: Double = 1e-9) -> Bool {
        one.count == other.count
            && zip(one, other).allSatisfy {
                ($0.isNaN && $1.isNaN) || abs($0 - $1) <= tolerance * max(abs($0), abs($1))
            }
    }

    @Test("a straight line of log losses comes back, at both ends too", arguments: widths, [2, 3, 7, 386, 20_000])
    func logarithmicLine(_ smoothing: Smoothing, _ count: Int) {
        for factor in [1e-3, 1, 3.0] {
            let line = (0..<count).map { 0.7 * pow(factor, Double($0) / Double(count)) }
            #expect(areEqual(losses(line, smoothing), line, 1e-7), "\(count) steps, factor \(factor)")
        }
    }

    @Test("a straight line of accuracies comes back, at both ends too", arguments: widths, [2, 3, 386, 20_000])
    func straightLine(_ smoothing: Smoothing, _ count: Int) {
        let line = (0..<count).map { 10 + 80 * Double($0) / Double(count) }
        #expect(areEqual(smoothing.averages(of: line, stepsPerEpoch: 7), line, 1e-7))
    }

    @Test("scaled losses have scaled averages", arguments: [1e-12, 0.3, 7, 1e200])
    func scale(_ factor: Double) {
        let values = noisy(386)
        #expect(areEqual(losses(values.map { $0 * factor }), losses(values).map { $0 * factor }))
    }

    @Test("accuracies plus a number have averages plus that number")
    func offset() {
        let values = noisy(386)
        let moved = Smoothing.default.averages(of: values.map { $0 + 5 }, stepsPerEpoch: 1)
        #expect(areEqual(moved, Smoothing.default.averages(of: values, stepsPerEpoch: 1).map { $0 + 5 }))
    }

    @Test("averages of a run backwards are the averages backwards")
    func timeReversal() {
        var values = noisy(386)
        values[100] = .nan
        values[200] = 0
        #expect(areEqual(losses(values.reversed()), losses(values).reversed()))
        let accuracies = Smoothing.default.averages(of: values, stepsPerEpoch: 1)
        let reversed = Smoothing.default.averages(of: values.reversed(), stepsPerEpoch: 1)
        #expect(areEqual(reversed, accuracies.reversed()))
    }

    @Test("a step counts for its neighbours, and for no step farther away")
    func reach() {
        let values = noisy(386)
        var changed = values
        changed[200] *= 10
        let (one, other) = (losses(values), losses(changed))
        // The bell is three boxes of 11 steps, applied twice: the line and the mean around it.
        for step in values.indices {
            if abs(step - 200) > 45 { #expect(abs(one[step] - other[step]) < 1e-12, "step \(step)") }
            if abs(step - 200) < 10 { #expect(other[step] > one[step] * 1.02, "step \(step)") }
        }
        #expect(abs((other.firstIndex(of: other.max() ?? 0) ?? 0) - 200) <= 2)
    }

    @Test("the mean of the curve is that of the losses: no geometric mean")
    func isNoGeometricMean() {
        let values = noisy(2000)
        let mean = values.reduce(0, +) / 2000
        let geometric = exp(values.map { log($0) }.reduce(0, +) / 2000)
        let curve = losses(values)
        #expect(geometric < 0.9 * mean)
        #expect(abs(curve.reduce(0, +) / 2000 / mean - 1) < 0.01)
    }

    @Test("gaps have no average, and are in none", arguments: [Double.nan, .infinity, -.infinity])
    func gaps(_ gap: Double) {
        var values = [Double](repeating: 0.5, count: 60)
        for step in [0, 20, 21, 22, 23, 59] { values[step] = gap }
        for areLosses in [true, false] {
            let found = Smoothing.default.averages(of: values, stepsPerEpoch: 1, areLosses: areLosses)
            for step in values.indices {
                #expect(values[step].isFinite ? abs(found[step] - 0.5) < 1e-9 : found[step].isNaN, "step \(step)")
            }
        }
        #expect(losses([gap, gap]).allSatisfy { $0.isNaN })
    }

    @Test("steps with gaps around them are averaged without them")
    func valuesBesideGaps() {
        let values = noisy(300)
        var holed = values
        for step in 100..<200 { holed[step] = .nan }
        // Before a long gap, as at the end of a run.
        let ended = Smoothing.default.averages(
            of: Array(values.prefix(100)), steps: 300, stepsPerEpoch: 1, areLosses: true)
        #expect(areEqual(Array(losses(holed).prefix(100)), ended))
    }

    @Test("a single value between gaps is its own average")
    func lonelyValue() {
        var values = [Double](repeating: .nan, count: 101)
        values[50] = 0.25
        #expect(abs(losses(values)[50] - 0.25) < 1e-12)
        #expect(abs(Smoothing.default.averages(of: values, stepsPerEpoch: 1)[50] - 0.25) < 1e-12)
    }

    @Test("losses of 0 are finite averages near the mean around them")
    func zeros() {
        #expect(losses([0, 0, 0, 0]) == [0, 0, 0, 0])
        var values = [Double](repeating: 1, count: 386)
        values[200] = 0
        let found = losses(values)
        #expect(found.allSatisfy { $0.isFinite && $0 > 0 })
        // 20 steps weigh alike: a twentieth is missing.
        #expect(found[200] > 0.75 && found[200] < 0.99)
        let half = losses((0..<386).map { $0 % 2 == 0 ? 0 : 1 })
        #expect(half.dropFirst(30).dropLast(30).allSatisfy { abs($0 - 0.5) < 0.05 })
    }

    @Test("a huge loss leaves no error behind, and the largest numbers overflow nothing")
    func hugeLosses() {
        var values = [Double](repeating: 1, count: 386)
        values[100] = 1e30
        let found = losses(values)
        #expect(found.allSatisfy { $0.isFinite && $0 > 0 })
        #expect(found.dropFirst(200).allSatisfy { abs($0 - 1) < 1e-9 })
        let large = losses([Double](repeating: Double.greatestFiniteMagnitude, count: 50))
        #expect(areEqual(large, [Double](repeating: Double.greatestFiniteMagnitude, count: 50)))
        #expect(
            losses([Double](repeating: Double.leastNonzeroMagnitude, count: 50)).allSatisfy { $0 >= 0 && $0 < 1e-300 })
    }

    @Test("averages of accuracies stay within the accuracies")
    func limits() {
        let values = (0..<386).map { Swift.min(100, 50 + Double($0)) }
        let found = Smoothing.default.averages(of: values, stepsPerEpoch: 1)
        #expect(found.allSatisfy { $0 <= 100 && $0 >= 50 })
    }

    @Test("after a jump an average stays within the values around it", arguments: [10, 200, 380], [true, false])
    func jumps(_ step: Int, _ areLosses: Bool) {
        // Losses of a run that settles at chance level after a few huge ones.
        var values = (0..<386).map { 2.3 + 0.01 * Double($0 % 3) }
        for index in 0..<step { values[index] = 1e5 / Double(1 + index) }
        let found = Smoothing.default.averages(of: values, stepsPerEpoch: 1, areLosses: areLosses)
        // The bell is three boxes of 11 steps.
        for index in values.indices {
            let around = values[max(0, index - 15)...min(385, index + 15)]
            #expect(found[index] >= (around.min() ?? .nan) - 1e-9, "step \(index)")
            #expect(found[index] <= (around.max() ?? .nan) * (1 + 1e-9), "step \(index)")
        }
    }

    @Test("few values", arguments: [0, 1, 2])
    func fewValues(_ count: Int) {
        let values = Array([0.7, 0.5].prefix(count))
        #expect(areEqual(losses(values), values))
    }

    @Test(
        "the width follows the run's length",
        arguments: [(1, 5), (30, 5), (100, 5), (386, 20), (5157, 256), (20_000, 500), (1_000_000, 500)])
    func width(_ steps: Int, _ wanted: Int) { #expect(Smoothing.centredSteps(nil, of: steps) == wanted) }

    @Test("a share of its own has no limits", arguments: [(0.001, 386, 1), (0.05, 386, 20), (0.2, 20_000, 4002)])
    func ownShare(_ share: Double, _ steps: Int, _ wanted: Int) {
        #expect(Smoothing.centredSteps(share, of: steps) == wanted)
    }

    @Test("the label's number of equally weighted steps is as noisy", arguments: [386, 5157])
    func noise(_ count: Int) {
        // The response to a single step has the weights; 1 / sum of squares is the number of equally weighted steps.
        var values = [Double](repeating: 0, count: count)
        values[count / 2] = 1
        let weights = Smoothing.default.averages(of: values, stepsPerEpoch: 1)
        let steps = 1 / weights.reduce(0) { $0 + $1 * $1 }
        #expect(abs(weights.reduce(0, +) - 1) < 1e-9)
        #expect(abs(steps / Double(Smoothing.centredSteps(nil, of: count)) - 1) < 0.02)
    }

    @Test("a run that stopped early has the width of the whole run")
    func stoppedRuns() {
        let values = noisy(1000)
        let part = Smoothing.default.averages(
            of: Array(values.prefix(300)), steps: 1000, stepsPerEpoch: 1, areLosses: true)
        #expect(areEqual(Array(part.prefix(150)), Array(losses(values).prefix(150))))
    }

    @Test("two curves cross where their means over 20 steps cross")
    func crossing() {
        // Noise of one kind on two trends that cross at step 250.
        var numbers = Congruential(state: 4)
        func run(_ rate: Double) -> [Double] {
            (0..<500).map { step in
                (0..<10).map { _ in 0.1 * exp(rate * Double(250 - step)) * 2 * numbers.uniform() }.reduce(0, +) / 10
            }
        }
        let (steep, flat) = (run(0.006), run(0.001))
        func last(_ one: [Double], _ other: [Double]) -> Int {
            (0..<500).last { one[$0] > other[$0] } ?? -1
        }
        func box(_ values: [Double]) -> [Double] {
            values.indices.map { step in
                let part = values[max(0, step - 10)..<min(500, step + 10)]
                return part.reduce(0, +) / Double(part.count)
            }
        }
        #expect(abs(last(losses(steep), losses(flat)) - last(box(steep), box(flat))) <= 8)
        #expect(abs(last(losses(steep), losses(flat)) - 250) <= 15)
        // An average that lags crosses later: the fault that a centred one does not have.
        let lagging = Smoothing.exponential(beta: 0.98)
        let late = last(
            lagging.averages(of: steep, stepsPerEpoch: 1), lagging.averages(of: flat, stepsPerEpoch: 1))
        #expect(late > 275)
    }

    @Test("20,000 steps")
    func longRun() {
        let values = noisy(20_000)
        let found = losses(values)
        let mean = values.reduce(0, +) / 20_000
        #expect(found.allSatisfy { abs($0 / mean - 1) < 0.25 })
    }
}
