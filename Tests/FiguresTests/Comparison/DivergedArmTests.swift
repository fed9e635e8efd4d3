import Figures
import Foundation
import Plotting
import Statistics
import Testing
import Training

/// Comparisons with arms whose losses explode.
@Suite struct DivergedArmTests {
    /// An arm of two equal seeds with raw lines.
    private func arm(_ name: String, _ losses: [Double], lr: (Int) -> Double = { _ in 0.1 }) -> ArmHistories {
        var history = History()
        for (step, loss) in losses.enumerated() {
            history.steps.append(
                StepRecord(step: step, epoch: 0, lr: lr(step), momentum: nil, loss: loss, accuracy: 0.5))
        }
        return ArmHistories(name: name, histories: [history, history], smoothing: .exponential(beta: 0))
    }

    private let good = (0..<100).map { 2.3 / (1 + 0.1 * Double($0)) }

    private func crosses(_ panel: Panel) -> [(x: Double, y: Double)] {
        panel.marks.flatMap { mark -> [(x: Double, y: Double)] in
            guard case .points(let x, let y, let marker) = mark.shape, marker.shape == .cross else { return [] }
            #expect(mark.beyond == .atEdge)
            return zip(x, y).map { ($0, $1) }
        }
    }

    @Test func aCrossStandsWhereALineLeavesForGood() {
        // Above the axis from the start; out and back, then out; out once.
        let above = (0..<12).map { 1e5 * Double(1 + $0) }
        let back = (0..<60).map { $0 == 20 || $0 > 50 ? 1e6 : 2.3 }
        let once = (0..<40).map { $0 < 30 ? 2.3 : 1e6 }
        let arms = [arm("good", good), arm("above", above), arm("back", back), arm("once", once)]
        for figure in [Figure.comparedLosses(arms, band: .range), .seeds(arms)] {
            #expect(figure.rows.flatMap(\.panels).flatMap(crosses).map(\.x) == [11, 51, 30])
        }
    }

    @Test func everyArmKeepsItsHighestRatesOnTheAxis() throws {
        // Down to a thousandth, as after a cycle.
        func falling(_ lr: Double) -> (Int) -> Double { { lr * pow(1e-3, Double($0) / 99) } }
        let arms = [
            arm("good", good, lr: falling(0.05)), arm("high", good, lr: { _ in 1000 }),
            arm("zero", good, lr: { _ in 0 }),
        ]
        let figure = Figure.lossAgainstRate(arms)
        let panel = figure.rows[0].panels[0]
        let lower = try #require(panel.x.lower)
        #expect(lower <= 0.05e-3 && lower >= 0.05e-4 * 0.999)
        // Ring and sign of two arms are on the axis.
        let signs = panel.marks.filter { mark in
            if case .points(let x, _, _) = mark.shape { x.allSatisfy { $0 >= lower } } else { false }
        }
        #expect(signs.count == 4)
        #expect(figure.caption.contains("outside of the axes: zero"))
    }

    @Test func anArmAboveTheAxisOfLossesHasACrossAtItsRate() {
        let wild = (0..<12).map { 1e5 * Double(1 + $0) }
        let arms = [arm("good", good), arm("wild", wild, lr: { 1 + Double($0) })]
        let figure = Figure.lossAgainstRate(arms)
        #expect(crosses(figure.rows[0].panels[0]).map(\.x) == [12])
        #expect(figure.caption.contains("beyond the axis, marked with a cross: wild"))
        #expect(!figure.caption.contains("outside of the axes"))
        let samples = arms.map { ArmSamples(name: $0.name, values: [98, 50], mean: 74, interval: nil) }
        let overview = Figure.overview(arms, samples, metric: .finalAccuracy, band: .range)
        #expect(overview.caption.components(separatedBy: "beyond the axis").count == 2)
    }
}
