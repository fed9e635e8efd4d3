import Figures
import Plotting
import Testing

@Suite struct ScheduleFigureTests {
    private let lr = (0..<100).map { 0.05 * Double($0) / 99 }

    @Test func lrOnTheLeftMomentumOnTheRight() {
        let figure = Figure.schedule(
            lr: lr, momentum: lr.map { 0.95 - $0 }, stepsPerEpoch: 50, name: "one-cycle", momentumName: "β₁")
        let panels = figure.rows[0].panels
        #expect(panels.map(\.y.label) == ["learning rate", "β₁"])
        let plan = figure.plan(measuring: PlainMeasurer())
        #expect(plan.panels[0].plot.maxX < plan.panels[1].plot.minX)
        #expect(plan.panels[0].plot.minY == plan.panels[1].plot.minY)
        #expect(figure.words().contains("peak 0.05 at step 99"))
        // One epoch ends inside.
        let rules = panels[0].marks.compactMap { mark -> Double? in
            if case .verticalRule(let x, _) = mark.shape { x } else { nil }
        }
        #expect(rules == [50])
    }

    @Test func withoutMomentumThereIsOnePanel() {
        #expect(Figure.schedule(lr: lr, name: "x").rows[0].panels.count == 1)
        #expect(Figure.schedule(lr: lr, momentum: lr.map { _ in nil }, name: "x").rows[0].panels.count == 1)
    }

    @Test func constantsAreDrawnInTheMiddle() throws {
        let figure = Figure.schedule(
            lr: [0.05, 0.05, 0.05], momentum: [0.9, 0.9, 0.9], stepsPerEpoch: 1, name: "constant")
        let plan = figure.plan(measuring: PlainMeasurer())
        for (panel, value) in zip(plan.panels, [0.05, 0.9]) {
            let share = try #require(panel.y.scale.fraction(of: value))
            #expect(share > 0.3 && share < 0.8)
        }
        #expect(!figure.words().contains { $0.hasPrefix("peak") })
    }

    @Test func noStepsAndAZeroRateAreDrawn() {
        for lr in [[], [0], [0, 0, 0], [.nan], [1e-300, 2e-300]] {
            #expect(Figure.schedule(lr: lr, name: "x").plan(measuring: PlainMeasurer()).panels.count == 1)
        }
    }
}
