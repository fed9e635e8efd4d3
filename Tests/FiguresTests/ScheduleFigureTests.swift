import Figures
import Plotting
import Schedules
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

    @Test func phasesAreShadedAndNamedInTheRatesPanel() {
        let phases = [Phase(name: "warm-up", steps: 0..<30), Phase(name: "annealing", steps: 30..<120)]
        let figure = Figure.schedule(lr: lr, momentum: lr.map { 0.95 - $0 }, phases: phases, name: "x")
        for panel in figure.rows[0].panels {
            let spans = panel.marks.compactMap { mark -> [Double]? in
                if case .verticalSpan(let from, let to, _) = mark.shape { [from, to] } else { nil }
            }
            #expect(spans == [[-0.5, 29.5], [29.5, 99.5]])
        }
        #expect(figure.words().filter { $0 == "warm-up" || $0 == "annealing" }.count == 2)
        // One phase parts nothing, and that of a run that ended before it is not there.
        #expect(!Figure.schedule(lr: Array(lr.prefix(20)), phases: phases, name: "x").words().contains("warm-up"))
        // Hundreds are no names.
        let many = (0..<50).map { Phase(name: "cycle \($0 + 1)", steps: $0 * 2..<$0 * 2 + 2) }
        #expect(!Figure.schedule(lr: lr, phases: many, name: "x").words().contains { $0.hasPrefix("cycle") })
    }

    @Test func panelsStandAboveEachOtherOnANarrowPage() {
        let figure = Figure.schedule(lr: lr, momentum: lr.map { 0.95 - $0 }, name: "x")
        let size = figure.size(for: .paperSingle)
        let panels = figure.plan(size: size, measuring: PlainMeasurer()).panels
        #expect(panels.count == 2)
        #expect(panels[0].plot.maxY < panels[1].plot.minY && panels[0].plot.minX == panels[1].plot.minX)
        #expect(abs(size.width - Size.points(millimetres: 85)) < 1e-9 && size.height > 0.8 * size.width)
        let wide = figure.plan(size: figure.size(for: .paperDouble), measuring: PlainMeasurer()).panels
        #expect(wide[0].plot.maxX < wide[1].plot.minX)
    }

    @Test func anySchedulesAreDrawnWithoutOverlaps() {
        for round in 0..<120 {
            let count = [1, 2, 3, 5, 7][round % 5]
            let names = (0..<count).map { "an arm with a name, number \($0)" }
            let phases = (0..<round % 8).map { Phase(name: "the phase \($0)", steps: $0 * 14..<$0 * 14 + 14) }
            let momentum: [Double?] = lr.map { round % 2 == 0 ? 0.95 - $0 : nil }
            let size = Size(320 + Double(round * 37 % 800), 240 + Double(round * 53 % 600))
            checkTexts(
                .schedule(lr: lr, momentum: momentum, phases: phases, stepsPerEpoch: 30, name: "x"), size,
                "round \(round)")
            checkTexts(
                .schedules(
                    names.enumerated().map { index, name in (name, lr.map { $0 * Double(index + 1) }, momentum) }),
                size, "round \(round), several")
        }
    }
}
