import Plotting
import TestSupport
import Testing

@Suite struct AxisChangeTests {
    @Test(arguments: [
        ("log", AxisChange(scale: .log(nonPositive: .clip))), ("linear", AxisChange(scale: .linear)),
        ("0:100", AxisChange(lower: 0, upper: 100)), ("-5:1e3", AxisChange(lower: -5, upper: 1000)),
        ("10:", AxisChange(lower: 10)), (":10", AxisChange(upper: 10)),
        ("log,0.01:1", AxisChange(scale: .log(nonPositive: .clip), lower: 0.01, upper: 1)),
        ("0:1,linear", AxisChange(scale: .linear, lower: 0, upper: 1)),
    ])
    func textsAreRead(_ text: String, _ change: AxisChange) throws {
        #expect(try AxisChange(text) == change)
    }

    @Test(arguments: [
        "", ",", "logarithmic", "1", "1:2:3", ":", "a:b", "nan:1", "0:inf", "log,linear", "0:1,2:3", "5:1", "1:1",
        "log,0:1", "log,-1:", "log,:0", "log,",
    ])
    func othersAreRefused(_ text: String) {
        #expect(throws: AxisChange.Failure.self) { try AxisChange(text) }
    }

    private func panel(_ y: Axis) -> Panel {
        let values = (1...100).map { 1 / Double($0) }
        return Panel(
            x: Axis("step"), y: y,
            marks: [Mark(.line(x: (0..<100).map(Double.init), y: values, pen: Pen(.black, width: 1)))])
    }

    @Test func axesOfOneQuantityChangeTogether() throws {
        let figure = Figure(
            rows: [
                PanelRow([
                    panel(Axis("training loss", lower: 0, quantity: "loss")),
                    panel(Axis("validation loss", lower: 0, quantity: "loss")), panel(Axis("momentum", lower: 0)),
                ])
            ], preferredSize: Size(900, 300))
        let changed = try figure.changed(x: AxisChange("10:20"), y: AxisChange("log,0.01:1"))
        #expect(changed.tookX && changed.tookY)
        let panels = changed.figure.plan(measuring: PlainMeasurer()).panels
        for panel in panels { #expect(panel.x.scale.lower == 10 && panel.x.scale.upper == 20) }
        for panel in panels.prefix(2) {
            #expect(panel.y.scale.kind == .log(nonPositive: .clip))
            #expect(panel.y.scale.lower == 0.01 && panel.y.scale.upper == 1)
        }
        #expect(panels[2].y.scale.kind == .linear && panels[2].y.scale.lower == 0)
    }

    /// A lower end of 0 that the figure chose gives way to a logarithmic scale, one that the user chose does not.
    @Test func aLogarithmHasNoZero() throws {
        let figure = Figure(rows: [PanelRow([panel(Axis("loss", lower: 0))])])
        let plan = try figure.changed(x: nil, y: AxisChange("log")).figure.plan(measuring: PlainMeasurer())
        #expect(plan.panels[0].y.scale.lower > 0.005 && plan.panels[0].y.scale.lower < 0.01)
        let log = Figure(rows: [PanelRow([panel(Axis("loss", scale: .log))])])
        #expect(throws: AxisChange.Failure.self) { try log.changed(x: nil, y: AxisChange("0:1")) }
        #expect(throws: AxisChange.Failure.self) { try log.changed(x: nil, y: AxisChange(":-1")) }
        #expect(try log.changed(x: nil, y: AxisChange("linear,0:1")).figure.rows[0].panels[0].y.lower == 0)
    }

    @Test func anOwnEndGivesWayToOneBeyondIt() throws {
        let figure = Figure(rows: [PanelRow([panel(Axis("loss", lower: 0, upper: 0.5))])])
        let changed = try figure.changed(x: nil, y: AxisChange("0.7:")).figure
        let scale = changed.plan(measuring: PlainMeasurer()).panels[0].y.scale
        #expect(scale.lower == 0.7 && scale.upper >= 1)
    }

    @Test func axesOfNamesStay() throws {
        var panel = panel(.names(["a", "b"]))
        panel.x = .names(["c"])
        let changed = try Figure(rows: [PanelRow([panel])]).changed(x: AxisChange("0:9"), y: AxisChange("log"))
        #expect(!changed.tookX && !changed.tookY)
        #expect(changed.figure.rows[0].panels[0].y == panel.y)
    }

    /// Signs for values beyond the axis follow its ends.
    @Test func signsAtTheEdgeFollowTheAxis() throws {
        let marker = Marker(.triangle, size: 4, fill: .black)
        var panel = panel(Axis("loss", lower: 0, upper: 0.5))
        panel.marks.append(Mark(.points(x: [0, 50], y: [1, 0.3], marker: marker), beyond: .onlyThese))
        panel.marks.append(Mark(.points(x: [0, 50], y: [1, 0.3], marker: marker), beyond: .atEdge))
        let figure = Figure(rows: [PanelRow([panel])])
        func signs(_ figure: Figure) -> [[Point]] {
            figure.plan(measuring: PlainMeasurer()).panels[0].shapes.compactMap {
                if case .markers(let points, _) = $0 { points } else { nil }
            }
        }
        let own = signs(figure)
        #expect(own.map(\.count) == [1, 2] && own[0][0] == own[1][0])
        let whole = signs(try figure.changed(x: nil, y: AxisChange("0:2")).figure)
        #expect(whole.map(\.count) == [2])
    }
}
