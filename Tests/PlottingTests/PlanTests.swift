import Plotting
import Testing

@Suite struct PlanTests {
    private let canvas = RecordingCanvas(size: Size(640, 420))
    private let pen = Pen(OkabeIto.blue, width: 1)

    private func plan(_ panel: Panel, size: Size = Size(640, 420)) -> FigurePlan {
        Figure(rows: [PanelRow([panel])]).plan(size: size, measuring: canvas)
    }

    @Test func ticksOfTheRightAxisLieOnTheLeftOnesGrid() throws {
        let steps = (0..<100).map(Double.init)
        let panel = Panel(
            x: Axis("step"), y: Axis("loss", lower: 0, upper: 0.85),
            right: Axis("accuracy", lower: 62, upper: 101, tickLimits: 0...100),
            marks: [
                Mark(.line(x: steps, y: steps.map { 0.8 - $0 / 200 }, pen: pen)),
                Mark(.line(x: steps, y: steps.map { 65 + $0 / 4 }, pen: pen), side: .right),
            ])
        let found = plan(panel).panels[0]
        let right = try #require(found.right)
        #expect(right.isAligned)
        #expect(right.ticks.map(\.value) == [60, 70, 80, 90, 100])
        #expect(right.scale.lower <= 62 && right.scale.upper >= 101)
        let left = found.y.ticks.map(\.position)
        for tick in right.ticks { #expect(left.contains { abs($0 - tick.position) < 1e-6 }) }
    }

    @Test func noTickBeyondWhatExists() throws {
        let panel = Panel(
            x: Axis(), y: Axis("accuracy", lower: 0, upper: 110, tickLimits: 0...100),
            marks: [Mark(.horizontalRule(y: 50, pen: pen))])
        let values = plan(panel).panels[0].y.ticks.map(\.value)
        #expect(values.max() == 100)
    }

    @Test func constantAndMissingDataHaveARange() {
        for values in [[], [0.05], [0.05, 0.05, 0.05], [0, 0], [.nan, .infinity], [-3, -3], [1e300], [1e-307]] {
            for kind in [ScaleKind.linear, .log] {
                let panel = Panel(
                    x: Axis("x"), y: Axis("y", scale: kind),
                    marks: [Mark(.line(x: values.indices.map(Double.init), y: values, pen: pen))])
                let found = plan(panel).panels[0]
                #expect(found.y.scale.lower < found.y.scale.upper)
                #expect(found.y.ticks.count >= 1, "\(values) \(kind)")
                let usable = values.filter { $0.isFinite && (kind == .linear || $0 > 0) }
                #expect(found.shapes.isEmpty == usable.isEmpty, "\(values) \(kind)")
            }
        }
    }

    @Test func gapsSplitALineAndASingleValueIsADot() {
        let y: [Double] = [1, 2, .nan, 3, 4, 5, -.infinity, 2]
        let panel = Panel(
            x: Axis(), y: Axis(), marks: [Mark(.line(x: y.indices.map(Double.init), y: y, pen: pen))])
        guard case .lines(let lines, _) = plan(panel).panels[0].shapes[0] else {
            Issue.record("not a line")
            return
        }
        #expect(lines.count == 3)
        let lonely = Panel(x: Axis(), y: Axis(), marks: [Mark(.line(x: [1, 2], y: [1, .nan], pen: pen))])
        guard case .markers(let points, _) = plan(lonely).panels[0].shapes[0] else {
            Issue.record("not a dot")
            return
        }
        #expect(points.count == 1)
    }

    @Test func aLogAxisLeavesOutZeroAndBelow() {
        let panel = Panel(
            x: Axis(), y: Axis("loss", scale: .log(nonPositive: .gap)),
            marks: [Mark(.line(x: [0, 1, 2, 3, 4], y: [1, 10, 0, 10, 100], pen: pen))])
        guard case .lines(let lines, _) = plan(panel).panels[0].shapes[0] else {
            Issue.record("not a line")
            return
        }
        #expect(lines.count == 2)
    }

    @Test func valuesFarOutsideStayNearThePage() {
        let y = [1.0, 2, 1e30, 2, -1e200, 1]
        let panel = Panel(
            x: Axis(), y: Axis("loss", lower: 0, upper: 3),
            marks: [Mark(.line(x: y.indices.map(Double.init), y: y, pen: pen))])
        let found = plan(panel).panels[0]
        guard case .lines(let lines, _) = found.shapes[0] else {
            Issue.record("not a line")
            return
        }
        #expect(lines.joined().allSatisfy { abs($0.y) < 2000 })
        // Where it leaves the panel is exact: from 2 at 1 towards 1e30 at 2 it goes straight up.
        let up = lines[0].filter { $0.y < found.plot.minY }
        let place = found.x.scale.position(of: 1) ?? 0
        #expect(abs((up.first?.x ?? 0) - place) < 0.5)
    }

    @Test func theLegendKeepsOffTheData() throws {
        let x = (0..<200).map(Double.init)
        for slope in [1.0, -1] {
            let panel = Panel(
                x: Axis("x"), y: Axis("y"),
                marks: [Mark(.line(x: x, y: x.map { $0 * slope }, pen: pen), label: "a rising or falling line")])
            let found = plan(panel).panels[0]
            let box = try #require(found.legendBox)
            #expect(found.plot.contains(box))
            guard case .lines(let lines, _) = found.shapes[0] else { continue }
            let (from, to) = (lines[0][0], lines[0][lines[0].count - 1])
            for step in 0...500 {
                let share = Double(step) / 500
                let place = Point(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
                #expect(
                    !(place.x > box.minX && place.x < box.maxX && place.y > box.minY && place.y < box.maxY))
            }
        }
    }

    @Test func aLegendWithoutAFreePlaceStandsAboveThePanel() {
        let x = (0..<4000).map { Double($0) / 20 }
        let full = Panel(
            x: Axis("x"), y: Axis("y", lower: -1, upper: 1, padding: 0),
            marks: [
                Mark(
                    .line(x: x, y: x.indices.map { $0 % 2 == 0 ? 1 : -1 }, pen: pen), label: "everywhere")
            ])
        let found = plan(full)
        #expect(found.panels[0].legendBox == nil)
        let legend = found.texts.filter { $0.role == .legend }
        #expect(legend.map(\.text.plain) == ["everywhere"])
        #expect(legend.allSatisfy { $0.box.maxY < found.panels[0].plot.minY })
    }

    @Test func sharedAxesHaveOneRangeWrittenOnce() {
        let upper = Panel(
            x: Axis("step"), y: Axis("a"), marks: [Mark(.line(x: [0, 100], y: [1, 2], pen: pen))])
        let lower = Panel(
            x: Axis("step"), y: Axis("b"), marks: [Mark(.line(x: [50, 300], y: [1, 2], pen: pen))])
        let found = Figure(
            rows: [PanelRow(weight: 4, [upper]), PanelRow(weight: 1, [lower])], sharesX: true
        ).plan(size: Size(640, 480), measuring: canvas)
        #expect(found.panels[0].x == found.panels[1].x)
        #expect(found.panels[0].plot.minX == found.panels[1].plot.minX)
        #expect(abs(found.panels[0].plot.height - 4 * found.panels[1].plot.height) < 1e-6)
        #expect(found.texts.filter { $0.role == .xLabel }.count == 1)
        #expect(found.texts.filter { $0.role == .xTick }.count == found.panels[1].x.ticks.count)
    }
}
