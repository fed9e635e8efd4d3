import Figures
import Plotting
import Schedules
import TestSupport
import Testing
import Training

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
        #expect(rules == [49.5])
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

    @Test func narrowPhasesAreNamedUprightAndAllTintsDiffer() throws {
        let phases = [
            Phase(name: "warm-up", steps: 0..<45), Phase(name: "cool-down", steps: 45..<90),
            Phase(name: "annihilation", steps: 90..<100),
        ]
        let rise = (0..<100).map { Double($0 < 45 ? $0 : $0 < 90 ? 90 - $0 : 0) }
        let figure = Figure.schedule(lr: rise, momentum: rise.map { 0.9 - $0 / 1000 }, phases: phases, name: "x")
        let texts = figure.plan(measuring: PlainMeasurer()).texts.filter { $0.role == .annotation }
        #expect(Set(texts.map(\.text.plain)).isSuperset(of: phases.map(\.name)))
        #expect(texts.filter(\.isVertical).map(\.text.plain) == ["annihilation"])
        // In the middle of its phase, on the phase's ground.
        let plan = figure.plan(measuring: PlainMeasurer()).panels[0]
        for phase in phases {
            let box = try #require(texts.first { $0.text.plain == phase.name }).box
            let ends = Double(phase.steps.lowerBound + phase.steps.upperBound) / 2 - 0.5
            let middle = try #require(plan.x.scale.position(of: ends))
            #expect(abs((box.minX + box.maxX) / 2 - middle) < 1)
        }
        #expect(Set(texts.prefix(3).map { "\(String(describing: $0.ground))" }).count == 3)
        // Phases in turn have a key if there are too many to name.
        let turns = (0..<20).map { Phase(name: $0 % 2 == 0 ? "up" : "down", steps: $0 * 5..<$0 * 5 + 5) }
        let words = Figure.schedule(lr: rise, phases: turns, name: "x").words()
        #expect(words.filter { $0 == "up" || $0 == "down" }.count == 2)
    }

    @Test func aPeakWithoutRoomIsLeftOut() {
        let figure = Figure.schedule(lr: lr.map { 0.05 - $0 } + lr, name: "x")
        #expect(figure.words(Size(320, 240)).allSatisfy { !$0.hasPrefix("peak") || $0.count > 8 })
        // A schedule that falls from its first step on has no peak.
        #expect(!Figure.schedule(lr: lr.reversed(), name: "x").words().contains { $0.hasPrefix("peak") })
    }

    @Test(arguments: [
        (100, 50, "step (2 epochs, a line after each)", 1), (100, 96, "step (1.0 epochs, a line after each)", 1),
        (100, 200, "step (0.5 epochs)", 0), (100, 100, "step (1 epoch)", 0),
        (80, 50, "step (1.6 epochs, a line after each)", 1),
        (260, 10, "step (26 epochs, a line after every 5)", 5),
        (100_000, 10, "step (10000 epochs, a line after every 2000)", 4),
    ])
    func epochsAreCounted(_ steps: Int, _ stepsPerEpoch: Int, _ label: String, _ rules: Int) {
        let panel = Figure.schedule(
            lr: Array(repeating: 0.1, count: steps), stepsPerEpoch: stepsPerEpoch, name: "x"
        ).rows[0].panels[0]
        #expect(panel.x.label == label)
        #expect(panel.marks.count { if case .verticalRule = $0.shape { true } else { false } } == rules)
        #expect(panel.x.hasGrid == (rules == 0))
    }

    @Test func aScheduledWeightDecayHasAPanelOfItsOwn() {
        let decay = lr.map { Double?.some($0 / 5) }
        let figure = Figure.schedule(lr: lr, momentum: lr.map { 0.95 - $0 }, weightDecay: decay, name: "x")
        #expect(figure.rows[0].panels.map(\.y.label) == ["learning rate", "momentum", "weight decay"])
        let several = Figure.schedules([.init(name: "a", lr: lr, weightDecay: decay), .init(name: "b", lr: lr)])
        #expect(several.rows[0].panels.map(\.y.label) == ["learning rate", "weight decay"])
        #expect(Figure.schedule(lr: lr, weightDecay: lr.map { _ in nil }, name: "x").rows[0].panels.count == 1)
    }

    /// Points of the first line of a figure.
    private func line(_ figure: Figure) -> (x: [Double], y: [Double]) {
        for mark in figure.rows[0].panels[0].marks {
            if case .line(let x, let y, _) = mark.shape { return (x, y) }
        }
        return ([], [])
    }

    @Test func jumpsAreUprightAndSlopesAreSlopes() {
        let jump = line(.schedule(lr: [1, 1, 1, 0.1, 0.1, 0.1], name: "x"))
        #expect(jump.x == [0, 1, 2, 2.5, 2.5, 3, 4, 5] && jump.y == [1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1])
        let slope = line(.schedule(lr: [0, 0.5, 1, 0.5, 0], name: "x"))
        #expect(slope.x == [0, 1, 2, 3, 4])
        #expect(line(.schedule(lr: [0, 1], name: "x")).x == [0, 1])
    }

    @Test func equalSchedulesAreAllToBeSeen() {
        let figure = Figure.schedules((0..<8).map { .init(name: "\($0)", lr: lr) }, momentumName: "β₁")
        let pens = figure.rows[0].panels[0].marks.compactMap { mark -> Pen? in
            if case .line(_, _, let pen) = mark.shape { pen } else { nil }
        }
        #expect(pens.count == 8 && pens[0].dash.isEmpty)
        for (one, next) in zip(pens, pens.dropFirst()) {
            #expect(next.width == one.width && !next.dash.isEmpty && next.dash != one.dash)
        }
        #expect(figure.title == "Schedules")
        let moved = Figure.schedules([.init(name: "a", lr: lr, momentum: lr.map { 0.9 - $0 })], momentumName: "β₁")
        #expect(moved.rows[0].panels[1].y.label == "β₁")
    }

    @Test func oneColourAQuantity() throws {
        let run = history(seed: 1)
        let schedule = Figure.schedule(lr: run.steps.map(\.lr), momentum: run.steps.map(\.momentum), name: "x")
        let loss = Figure.loss([run], name: "x")
        func pens(_ panel: Panel) -> [Color] {
            panel.marks.compactMap { if case .line(_, _, let pen) = $0.shape { pen.color } else { nil } }
        }
        #expect(schedule.rows[0].panels.flatMap(pens) == pens(loss.rows[2].panels[0]))
        #expect(pens(schedule.rows[0].panels[0]) == [Theme.light.neutral])
        // Loss, accuracy, rate and momentum are four colours.
        let colors = loss.rows.flatMap { [$0.panels[0].y.color, $0.panels[0].right?.color] }.compactMap { $0 }
        #expect(colors.count == 4)
        for (index, color) in colors.enumerated() { #expect(!colors[..<index].contains(color)) }
    }

    @Test func noMomentumLeavesNoHalfOfAnAxisEmpty() throws {
        let figure = Figure.schedule(lr: lr, momentum: lr.map { _ in 0 }, name: "x")
        let axis = figure.plan(measuring: PlainMeasurer()).panels[1].y
        #expect(axis.scale.lower > -0.02 && axis.ticks.count >= 3 && axis.ticks.allSatisfy { $0.value >= 0 })
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
                    names.enumerated().map { index, name in
                        .init(name: name, lr: lr.map { $0 * Double(index + 1) }, momentum: momentum)
                    }), size, "round \(round), several")
        }
    }
}
