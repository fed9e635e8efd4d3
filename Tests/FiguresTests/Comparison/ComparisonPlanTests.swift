import Figures
import Plotting
import TestSupport
import Testing
import Training

/// A machine's look at the plans of all figures of comparisons. Every sign is at its datum, and every arm is named. No
/// text covers another one or leaves the page.
@Suite struct ComparisonPlanTests {
    private static let measurer = PlainMeasurer()

    private func page(_ figure: Figure, _ medium: Theme.Medium) -> Size {
        figure.size(for: medium, measuring: Self.measurer)
    }

    /// Every point of every mark within its panel has a sign at the place that the axes give its values.
    private func checkPlaces(_ figure: Figure, _ plan: FigurePlan, _ note: Comment) {
        for (panel, planned) in zip(figure.rows.flatMap(\.panels), plan.panels) {
            var signs: [Point] = []
            for shape in planned.shapes { if case .markers(let points, _) = shape { signs += points } }
            let plot = planned.plot.inset(by: -0.5)
            for mark in panel.marks {
                guard case .points(let x, let y, _) = mark.shape,
                    let scale = mark.side == .left ? planned.y.scale : planned.right?.scale
                else { continue }
                for (x, y) in zip(x, y) {
                    guard let px = planned.x.scale.position(of: x), let py = scale.position(of: y),
                        plot.contains(Rect(x: px, y: py, width: 0, height: 0))
                    else { continue }
                    let isThere = signs.contains { abs($0.x - px) < 0.01 && abs($0.y - py) < 0.01 }
                    #expect(isThere, "\(note): no sign at \(x), \(y)")
                }
            }
        }
    }

    private func checkTexts(_ plan: FigurePlan, _ note: Comment) {
        let page = Rect(x: 0, y: 0, width: plan.size.width, height: plan.size.height)
        for (index, text) in plan.texts.enumerated() {
            #expect(page.contains(text.box), "\(note): \(text.text.plain) leaves the page")
            for other in plan.texts[(index + 1)...] where other.box.overlaps(text.box) {
                Issue.record("\(note): \(text.text.plain) covers \(other.text.plain)")
            }
        }
        for panel in plan.panels { #expect(page.contains(panel.plot), "\(note): a panel leaves the page") }
    }

    /// Arms that no text of the figure names; a name may be wrapped.
    private func missing(_ names: [String], _ plan: FigurePlan) -> [String] {
        let words = plan.texts.map { $0.text.plain.filter { $0 != " " } }.joined(separator: " ")
        let joined = plan.texts.map { $0.text.plain.filter { $0 != " " } }.joined()
        return names.filter { !words.contains($0) && !joined.contains($0) }
    }

    @Test(
        "arms from 1 to 30, seeds from 1 to 30, on every medium and ground",
        arguments: [(1, 1), (2, 30), (3, 2), (5, 10), (8, 3), (12, 1), (30, 3)], Theme.Medium.allCases)
    func arms(_ count: (arms: Int, seeds: Int), _ medium: Theme.Medium) {
        let inputs = ComparisonInputs(arms: count.arms, letters: 9, seeds: count.seeds)
        for ground in Theme.Ground.allCases where ground == .light || count.arms == 5 {
            let theme = Theme.of(ground, for: medium)
            for (index, figure) in (inputs.figures(theme) + inputs.moreFigures(theme)).enumerated() {
                let plan = figure.plan(size: page(figure, medium), measuring: Self.measurer)
                let note: Comment = "\(count.arms) arms, \(count.seeds) seeds, \(medium), figure \(index)"
                checkPlaces(figure, plan, note)
                checkTexts(plan, note)
                // Pairs are a matrix with numbers for many arms; the grid has its own arms.
                guard medium == .screen, index < 6 || (9...12).contains(index), index != 3 else { continue }
                #expect(missing(inputs.names, plan).isEmpty, "\(note): \(missing(inputs.names, plan))")
            }
        }
    }

    @Test("a grid's keys are named whole on every medium", arguments: Theme.Medium.allCases, Theme.Ground.allCases)
    func grids(_ medium: Theme.Medium, _ ground: Theme.Ground) {
        let grid = GridInputs(columns: 6, rows: 4)
        let theme = Theme.of(ground, for: medium)
        for (index, figure) in [grid.heatMap(theme), grid.losses(theme), grid.schedules(theme)].enumerated() {
            let plan = figure.plan(size: page(figure, medium), measuring: Self.measurer)
            let note: Comment = "\(medium), \(ground), figure \(index)"
            checkPlaces(figure, plan, note)
            checkTexts(plan, note)
            let words = plan.texts.map(\.text.plain)
            for label in grid.rates.labels { #expect(words.contains(label), "\(note): \(label)") }
            for label in grid.factors.labels {
                #expect(words.contains(index == 0 ? label : "div_factor \(label)"), "\(note): \(label)")
            }
        }
    }

    @Test("one step, 20,000 steps, and runs that all diverge", arguments: [1, 20_000])
    func lengths(_ steps: Int) {
        for divergesAt in [nil, steps / 2] {
            let arms = (0..<3).map { arm in
                ArmHistories(
                    name: "arm-\(arm)",
                    histories: (0..<2).map {
                        history(seed: UInt64(arm * 10 + $0), steps: steps, epochs: 1, divergesAt: divergesAt)
                    }, diverged: divergesAt == nil ? 0 : 2)
            }
            let samples = arms.map { ArmSamples(name: $0.name, values: [98, 50], mean: 74, interval: nil) }
            for (index, figure) in [
                Figure.comparedLosses(arms, band: .range), .comparedAccuracies(arms, band: .range),
                .schedulesAndLosses(arms, band: .range), .lossAgainstRate(arms), .seeds(arms),
                .overview(arms, samples, metric: .finalAccuracy, band: .range),
            ].enumerated() {
                let plan = figure.plan(measuring: Self.measurer)
                let note: Comment = "\(steps) steps, diverges at \(divergesAt ?? -1), figure \(index)"
                checkPlaces(figure, plan, note)
                checkTexts(plan, note)
                for panel in figure.rows.flatMap(\.panels) {
                    #expect(panel.y.lower?.isFinite ?? true && panel.y.upper?.isFinite ?? true, note)
                }
            }
        }
    }

    @Test("signs of validations and seeds are at the recorded values and the ends of their steps")
    func data() {
        let inputs = ComparisonInputs(arms: 3)
        let parts = inputs.names.indices.map { ArmLayout.Group(title: inputs.names[$0], arms: [$0]) }
        let figure = Figure.comparedLosses(inputs.histories, band: .range, layout: ArmLayout(groups: parts))
        for (arm, panel) in zip(inputs.histories, figure.rows.flatMap(\.panels)) {
            let recorded = arm.histories.map { history in history.epochs.map(\.validLoss) }
            var found: [[Double]] = []
            for mark in panel.marks {
                guard case .points(let x, let y, let marker) = mark.shape, x.count == 2 else { continue }
                // 60 steps, two epochs.
                #expect(x == [29.5, 59.5])
                if marker.fill.alpha < 1 { found.append(y) }
            }
            #expect(found == recorded)
        }
    }
}
