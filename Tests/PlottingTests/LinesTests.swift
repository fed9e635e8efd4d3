import Plotting
import Testing

@Suite struct LinesTests {
    private let x = [0.0, 1, 2]

    @Test func severalLinesHaveALegendInTheirOrder() throws {
        let figure = Figure.lines(
            ["b": (x, [3, 2, 1]), "a": (x, [1, 2, 3]), "b2": (x: x, y: [2, 2, 2])], x: "step", y: "loss", title: "t")
        let panel = try #require(figure.rows.first?.panels.first)
        #expect(panel.x.label == "step" && panel.y.label == "loss" && figure.title == "t")
        #expect(panel.marks.map(\.label) == ["b", "a", "b2"])
        let pens = panel.marks.compactMap { mark -> Pen? in
            if case .line(_, _, let pen) = mark.shape { pen } else { nil }
        }
        #expect(pens == (0..<3).map { Theme.light.series($0).pen(width: Theme.light.averageWidth) })
        let plan = figure.plan(measuring: RecordingCanvas(size: Size(640, 420)))
        #expect(plan.texts.filter { $0.role == .legend }.map(\.text.plain) == ["b", "a", "b2"])
    }

    @Test func aLineAloneNeedsNoLegend() {
        let figure = Figure.lines(["a": (x, x)], x: Axis("rate", scale: .log), y: "loss", theme: .dark)
        #expect(figure.rows[0].panels[0].marks.map(\.label) == [nil])
        #expect(figure.rows[0].panels[0].x.scale == .log && figure.theme == .dark)
        #expect(Figure.lines([:], x: "step", y: "loss").rows[0].panels[0].marks.isEmpty)
    }
}
