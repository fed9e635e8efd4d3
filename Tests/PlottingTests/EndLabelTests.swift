import Plotting
import TestSupport
import Testing

/// Names at the ends of lines, and the legend that replaces them.
@Suite struct EndLabelTests {
    private let x = (0..<50).map(Double.init)

    /// Arms whose last values are given, with names at their ends.
    private func figure(
        _ lasts: [Double], names: [String]? = nil, steps: [Int]? = nil, right: Axis? = nil, hasLegend: Bool = true
    ) -> Figure {
        let marks = lasts.enumerated().map { index, last in
            let count = steps?[index] ?? 50
            let name = names?[index] ?? "arm \(index)"
            return Mark(
                .line(
                    x: Array(x.prefix(count)), y: x.prefix(count).map { 3 - (3 - last) * $0 / Double(count - 1) },
                    pen: Theme.light.series(index).pen(width: 2)), label: hasLegend ? name : nil, endLabel: name)
        }
        return Figure(rows: [PanelRow([Panel(x: "step", y: Axis("loss"), right: right, marks: marks)])])
    }

    private func plan(_ figure: Figure, _ size: Size? = nil) -> FigurePlan {
        figure.plan(size: size, measuring: PlainMeasurer())
    }

    @Test func namesStandBesideTheirLines() throws {
        let figure = figure([0.5, 1, 2])
        let plan = plan(figure)
        let names = plan.texts.filter { $0.role == .lineEnd }
        #expect(names.map(\.text.plain) == ["arm 0", "arm 1", "arm 2"])
        #expect(!plan.texts.contains { $0.role == .legend } && plan.swatches.isEmpty && plan.omitted.isEmpty)
        let panel = plan.panels[0]
        for (name, last) in zip(names, [0.5, 1, 2]) {
            #expect(name.box.minX > panel.plot.maxX)
            let place = try #require(panel.y.scale.position(of: last))
            #expect(abs(name.box.midY - place) < name.font.size * 0.5, "\(name.text.plain)")
        }
        #expect(panel.leaders.isEmpty)
        #expect(PlanCheck.faults(of: figure).isEmpty)
    }

    /// Names have their lines' colours, darkened until they can be read.
    @Test(arguments: [Theme.light, .dark])
    func namesHaveTheirColors(_ theme: Theme) {
        var figure = figure([0.5, 1, 2])
        figure.theme = theme
        figure.rows[0].panels[0].marks = figure.rows[0].panels[0].marks.enumerated().map { index, mark in
            var mark = mark
            mark.shape = .line(x: x, y: x.map { $0 + Double(index) * 20 }, pen: theme.series(index).pen(width: 2))
            return mark
        }
        let names = plan(figure).texts.filter { $0.role == .lineEnd }
        #expect(names.count == 3)
        for name in names { #expect(name.color.contrast(with: theme.background) >= 4.5) }
        #expect(Set(names.map { "\($0.color)" }).count == 3)
    }

    @Test func namesOfEqualEndsMoveApartWithLeaders() {
        var figure = figure(Array(repeating: 1, count: 8))
        figure.rows[0].panels[0].y = Axis("loss", lower: 0, upper: 3)
        let plan = plan(figure)
        let names = plan.texts.filter { $0.role == .lineEnd }.sorted { $0.box.minY < $1.box.minY }
        #expect(names.count == 8)
        for (one, next) in zip(names, names.dropFirst()) { #expect(one.box.maxY <= next.box.minY + 0.01) }
        // Around the ends' place, half of them above it.
        let place = plan.panels[0].y.scale.position(of: 1) ?? .nan
        #expect(names.count { $0.box.midY < place } == 4)
        #expect(plan.panels[0].leaders.count >= 7)
        #expect(PlanCheck.faults(of: figure).isEmpty)
    }

    @Test func manyNamesGoToTheLegend() {
        let figure = figure((0..<40).map { Double($0) / 20 })
        let plan = plan(figure, Size(640, 300))
        #expect(!plan.texts.contains { $0.role == .lineEnd } && plan.panels[0].leaders.isEmpty)
        #expect(plan.texts.count { $0.role == .legend } == 40)
        #expect(PlanCheck.faults(of: figure, size: Size(640, 300)).isEmpty)
    }

    @Test func aRightAxisLeavesNoRoomForNames() {
        for hasLegend in [true, false] {
            let plan = plan(figure([0.5, 1], right: Axis("accuracy", lower: 0, upper: 1), hasLegend: hasLegend))
            #expect(plan.texts.filter { $0.role == .legend }.map(\.text.plain) == ["arm 0", "arm 1"])
            #expect(!plan.texts.contains { $0.role == .lineEnd })
        }
    }

    @Test func longNamesAreWrappedAndThenGoToTheLegend() {
        let long = plan(figure([0.5, 2], names: ["schedule.lr_max 0.05", "a constant rate, as low as a third of it"]))
        #expect(long.texts.count { $0.role == .lineEnd } > 2)
        let longest = plan(figure([0.5, 2], names: ["b", String(repeating: "name of many letters ", count: 9)]))
        #expect(!longest.texts.contains { $0.role == .lineEnd })
        #expect(longest.texts.contains { $0.role == .legend && $0.text.plain == "b" })
    }

    /// A line that ends early has its name beside its end if no data are there.
    @Test func namesOfLinesThatEndEarlyStandInThePanel() throws {
        let figure = figure([0.5, 2.6], steps: [50, 15])
        let plan = plan(figure)
        let early = try #require(plan.texts.first { $0.text.plain == "arm 1" })
        #expect(plan.panels[0].plot.contains(early.box))
        #expect(plan.panels[0].leaders.isEmpty)
        #expect(PlanCheck.faults(of: figure).isEmpty)
    }

    /// A leader across the panel would look like data.
    @Test func theNameOfAnEarlyEndWithoutRoomHasNoLeader() throws {
        var figure = figure([0.5, 40], steps: [50, 15])
        figure.rows[0].panels[0].y = Axis("loss", lower: 0, upper: 4)
        // Data all along the upper edge.
        let pen = Theme.light.series(2).pen(width: 2)
        for height in stride(from: 2.8, through: 4, by: 0.1) {
            figure.rows[0].panels[0].marks.append(Mark(.line(x: x, y: x.map { _ in height }, pen: pen)))
        }
        let plan = plan(figure)
        let name = try #require(plan.texts.first { $0.text.plain == "arm 1" })
        let panel = plan.panels[0]
        #expect(name.box.minX > panel.plot.maxX)
        for case .lines(let lines, _) in panel.leaders {
            for line in lines { #expect(line.allSatisfy { $0.x > panel.plot.maxX - panel.plot.width * 0.1 }) }
        }
        #expect(PlanCheck.faults(of: figure).isEmpty)
    }

    /// Names in one panel serve all panels of the figure.
    @Test func namesAreNotSaidTwice() {
        var figure = figure([0.5, 1, 2])
        var other = figure.rows[0].panels[0]
        other.marks = other.marks.map { Mark($0.shape, label: $0.label) }
        figure.rows[0].panels.insert(other, at: 0)
        let plan = plan(figure, Size(900, 380))
        #expect(plan.texts.count { $0.role == .lineEnd } == 3 && !plan.texts.contains { $0.role == .legend })
    }

    /// A diverged line's name stands at the panel's edge, on its own height.
    @Test func linesThatLeaveThePanelKeepTheirNames() {
        var figure = figure([0.5, 40])
        figure.rows[0].panels[0].y = Axis("loss", lower: 0, upper: 4)
        let plan = plan(figure)
        let name = plan.texts.first { $0.text.plain == "arm 1" }
        #expect(abs((name?.box.midY ?? 0) - plan.panels[0].plot.minY) < 8)
        #expect(PlanCheck.faults(of: figure).isEmpty)
    }

    @Test func unseenLinesHaveNoName() {
        var figure = figure([0.5, 1])
        figure.rows[0].panels[0].marks.append(
            Mark(.line(x: [1, 2], y: [.nan, .nan], pen: Pen(.black, width: 1)), endLabel: "gone"))
        #expect(!plan(figure).texts.contains { $0.text.plain == "gone" })
    }
}
