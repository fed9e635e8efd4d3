import Foundation
import Statistics
import TestSupport
import Testing

/// Losses of ten seeds of 1cycle and of a constant rate at its peak, on MNIST's threes and sevens.
///
/// This program recorded them with `experiments/one-cycle.json`, `constant-high.json` and `data.source=mnist_sample`: 386
/// steps in two epochs.
@Suite("Curves of recorded trainings")
struct RecordedCurvesTests {
    private let oneCycle: [[Double]]
    private let constant: [[Double]]
    /// The last step of the first epoch.
    private let epochEnd = 192

    init() throws {
        func read(_ name: String) throws -> [[Double]] {
            let rows = try GoldenFolder(.module).table(name)
            return (0..<10).map { seed in rows.map { $0[seed] } }
        }
        (oneCycle, constant) = (try read("one-cycle"), try read("constant-high"))
    }

    /// The mean over seeds of smoothed losses, as figures draw it.
    private func curve(_ seeds: [[Double]], _ smoothing: Smoothing) -> [Double] {
        let smooth = seeds.map { smoothing.averages(of: $0, stepsPerEpoch: 193, areLosses: true) }
        return smooth[0].indices.map { step in smooth.reduce(0) { $0 + $1[step] } / 10 }
    }

    /// Mean of the 20 steps around each step, over all seeds.
    private func box(_ seeds: [[Double]]) -> [Double] {
        (0..<386).map { step in
            let places = max(0, step - 10)..<min(386, step + 10)
            return seeds.reduce(0) { $0 + $1[places].reduce(0, +) } / Double(10 * places.count)
        }
    }

    /// The first step from which on 1cycle stays lower.
    private func crossing(_ one: [Double], _ other: [Double]) -> Int {
        ((0..<386).last { one[$0] >= other[$0] } ?? -1) + 1
    }

    @Test("the curve is the mean of the steps around, not that of the steps long before")
    func levels() {
        let mean = box(oneCycle)[epochEnd]
        #expect(abs(curve(oneCycle, .default)[epochEnd] / mean - 1) < 0.06)
        #expect(abs(curve(constant, .default)[epochEnd] / box(constant)[epochEnd] - 1) < 0.05)
        // The validation losses there were 0.0508 and 0.0620.
        #expect(abs(curve(oneCycle, .default)[epochEnd] - 0.0508) < 0.004)
        #expect(abs(curve(constant, .default)[epochEnd] - 0.0620) < 0.001)
        // The fault: 1.6 times the mean.
        #expect(curve(oneCycle, .exponential(beta: 0.98))[epochEnd] > 1.5 * mean)
    }

    @Test("the curves cross where the means of 20 steps cross")
    func crossings() {
        let means = crossing(box(oneCycle), box(constant))
        #expect(abs(crossing(curve(oneCycle, .default), curve(constant, .default)) - means) <= 3)
        // The fault: 50 steps later.
        let lagging = Smoothing.exponential(beta: 0.98)
        #expect(crossing(curve(oneCycle, lagging), curve(constant, lagging)) > means + 40)
    }

    @Test("a mean of logarithms alone would lie a fifth below")
    func geometricMean() {
        let logarithms = oneCycle.map { $0.map { log($0) } }
        let geometric = logarithms.reduce(0) {
            $0 + exp($1[epochEnd - 10..<epochEnd + 10].reduce(0, +) / 20) / 10
        }
        #expect(geometric < 0.85 * curve(oneCycle, .default)[epochEnd])
    }
}
