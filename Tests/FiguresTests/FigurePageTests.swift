import CairoCanvas
import Figures
import Plotting
import RangeTest
import Schedules
import Testing
import Training

/// Figures of runs on pages of every size, with real letters. Their content can be read, and only the least important
/// parts are left out.
@Suite struct FigurePageTests {
    /// In pixels of 144 per inch, as `--size` takes them: two pixels are a point.
    static let pixels: [(Double, Double)] = [(320, 240), (400, 300), (640, 480), (900, 500), (1520, 960), (4000, 3000)]

    /// Figures of a made-up run, which differ from round to round.
    private func figures(_ round: Int) -> [(name: String, figure: Figure)] {
        let seeds = [1, 1, 2, 10][round % 4]
        let steps = [386, 40, 2000, 7, 900][round % 5]
        let runs = (0..<seeds).map { seed in
            var run = history(seed: UInt64(100 * round + seed), steps: steps, epochs: 1 + round % 6)
            let (scale, offset) = ([1, 0.01, 7, 300][round % 4], [0, 0.3, 0.05][round % 3])
            for index in run.steps.indices {
                run.steps[index].loss = run.steps[index].loss * scale + offset
                run.steps[index].accuracy = min(1, run.steps[index].accuracy * (1 - offset) + offset)
                run.steps[index].lr *= [1, 0.013, 90, 1e-4, 0.31][round % 5]
            }
            return run
        }
        let curves = (0..<seeds).map { curve(.diverged(factor: 4), steps: 92, shift: 0.01 * Double($0)) }
        let (lr, momentum) = (runs[0].steps.map(\.lr), runs[0].steps.map(\.momentum))
        return [
            ("loss", .loss(runs, name: "one-cycle", momentumName: "β₁")),
            ("lr_finder", .lrFinder(curves, name: "one-cycle")),
            ("schedule", .schedule(lr: lr, momentum: momentum, name: "one-cycle")),
            ("accuracy", .accuracy(runs, name: "one-cycle")),
        ]
    }

    @Test(arguments: pixels.indices)
    func nothingThatMattersIsCutOrLeftOut(_ place: Int) throws {
        let size = Size(Self.pixels[place].0 / 2, Self.pixels[place].1 / 2)
        let measurer = try PNGCanvas(size: Size(10, 10))
        for round in 0..<20 {
            for (name, figure) in figures(round) {
                let plan = figure.plan(size: size, measuring: measurer)
                let note: Comment = "\(name), round \(round), \(size)"
                let page = Rect(x: 0, y: 0, width: size.width, height: size.height)
                for (index, text) in plan.texts.enumerated() {
                    #expect(page.contains(text.box), note)
                    #expect(!plan.texts[(index + 1)...].contains { $0.box.overlaps(text.box) }, note)
                    #expect(!text.isCut, "\(text.text.plain): \(note)")
                }
                let optional: Set<TextRole> = size.width < 330 ? [.caption, .legend, .annotation] : []
                #expect(
                    plan.omitted.allSatisfy { optional.contains($0.role) }, "\(plan.omitted.map(\.text.plain)) \(note)")
                let words = plan.texts.map(\.text.flattened).joined(separator: " ")
                if name == "loss" { #expect(words.contains("centred mean of"), note) }
                // Ten seeds' spreads make long lines, of which the smallest page holds some.
                if name == "lr_finder", round % 4 != 3 || size.width > 170 {
                    #expect(words.contains("valley") && words.contains("steep"), note)
                }
                checkTicks(plan, note)
                // A loss figure has two panels of curves.
                let main = plan.panels.prefix(name == "loss" ? 2 : 1).reduce(0) { $0 + $1.plot.height }
                #expect(main > size.height * (name == "schedule" ? 0.15 : 0.25), "\(main) \(note)")
            }
        }
    }

    private func checkTicks(_ plan: FigurePlan, _ note: Comment) {
        let em = plan.theme.tickSize
        for panel in plan.panels {
            for (axis, room) in [
                (panel.x, panel.plot.width > em * 24), (panel.y, panel.plot.height > em * 8),
                (panel.right, panel.plot.height > em * 8),
            ] {
                // The heights of the methods' panel mean nothing.
                guard let axis, room, !axis.ticks.isEmpty, axis.ticks.last?.value ?? 0 > 2 || axis != panel.x else {
                    continue
                }
                let count = axis.ticks.count
                #expect((3...12).contains(count) || axis == panel.right && count == 2, "\(axis.scale) \(note)")
            }
        }
    }

    /// A second axis has its ticks on the first one's grid lines, in the panel of rates.
    @Test func secondAxesLieOnTheFirstOnesGrid() throws {
        let measurer = try PNGCanvas(size: Size(10, 10))
        for round in 0..<60 {
            let figure = figures(round)[0].figure
            for size in [figure.preferredSize, Size(576, 288), Size.millimetres(180, 110)] {
                let plan = figure.plan(size: size, measuring: measurer)
                #expect(plan.panels.count == 3)
                #expect(plan.panels[0].y.scale.lower >= 0)
                for panel in plan.panels.suffix(1) {
                    let right = try #require(panel.right)
                    #expect(right.isAligned, "round \(round), \(size): \(panel.y.scale) \(right.scale)")
                    for tick in right.ticks {
                        #expect(panel.y.ticks.contains { abs($0.position - tick.position) < 0.01 })
                    }
                }
            }
        }
    }

    @Test func paperColumnsLeaveTheCurvesTheirRoom() throws {
        let measurer = try PNGCanvas(size: Size(10, 10))
        for medium in [Theme.Medium.paperSingle, .paperDouble] {
            for round in 0..<8 {
                for (name, figure) in figures(round) {
                    var figure = figure
                    figure.theme = .of(.light, for: medium)
                    let size = figure.size(for: medium, measuring: measurer)
                    let width = Size.points(millimetres: medium == .paperSingle ? 85 : 180)
                    #expect(abs(size.width - width) < 0.01 && size.height <= 1.6 * width + 0.01)
                    let plan = figure.plan(size: size, measuring: measurer)
                    #expect(plan.texts.allSatisfy { !$0.isCut } && plan.omitted.isEmpty, "\(name) \(round) \(medium)")
                    let curves = plan.panels.prefix(name == "loss" ? 2 : 1).reduce(0) { $0 + $1.plot.height }
                    let share = curves / size.height
                    #expect(share > (name == "schedule" ? 0.25 : 0.33), "\(name) \(round) \(medium): \(share)")
                }
            }
        }
    }

    /// Rates from the smallest number to the largest: a figure, and no trap.
    @Test func schedulesOfAnyRate() throws {
        let measurer = try PNGCanvas(size: Size(10, 10))
        for exponent in stride(from: -323, through: 308, by: 7) {
            guard let rate = Double("1e\(exponent)") else { continue }
            let lr = (0..<10).map { rate * (1 - Double($0) / 10) }
            let phases = [Phase(name: "a", steps: 0..<4), Phase(name: "b", steps: 4..<10)]
            for figure in [
                Figure.schedule(lr: lr, momentum: lr.map { $0 }, phases: phases, name: "x"),
                Figure.schedules([.init(name: "a", lr: lr, momentum: lr), .init(name: "b", lr: lr.reversed())]),
                Figure.loss(
                    [
                        History(
                            steps: lr.enumerated().map {
                                StepRecord(
                                    step: $0.offset, epoch: 0, lr: $0.element, momentum: 0.9, loss: $0.element,
                                    accuracy: 0)
                            })
                    ], name: "x"),
            ] {
                for size in [figure.preferredSize, Size(160, 120)] {
                    #expect(!figure.plan(size: size, measuring: measurer).panels.isEmpty)
                }
            }
        }
    }
}
