import Plotting
import TestSupport
import Testing

@Suite struct DrawingTests {
    private let pen = Pen(OkabeIto.blue, width: 1)

    private func drawn(_ panel: Panel, pixel: Double = 0.5) -> (RecordingCanvas, FigurePlan) {
        let canvas = RecordingCanvas(size: Size(640, 420), pixel: pixel)
        let figure = Figure(title: "title", rows: [PanelRow([panel])])
        figure.draw(on: canvas)
        return (canvas, figure.plan(size: canvas.size, measuring: canvas, pixel: pixel))
    }

    @Test func thePageIsFilledFirstAndDataIsClipped() throws {
        let panel = Panel(x: Axis("x"), y: Axis("y"), marks: [Mark(.line(x: [0, 1], y: [2, 3], pen: pen))])
        let (canvas, plan) = drawn(panel)
        #expect(canvas.calls.first == .rect(Rect(x: 0, y: 0, width: 640, height: 420), .white))
        let clip = try #require(canvas.calls.firstIndex(of: .clip(plan.panels[0].plot)))
        let unclip = try #require(canvas.calls.firstIndex(of: .unclip))
        let inside = canvas.calls[clip..<unclip]
        #expect(inside.contains { if case .stroke(_, pen) = $0 { true } else { false } })
        #expect(canvas.strokes(pen.color).count == 1)
    }

    @Test func aLineGoesThroughItsPoints() throws {
        let panel = Panel(
            x: Axis("x", lower: 0, upper: 4), y: Axis("y", lower: 0, upper: 10),
            marks: [Mark(.line(x: [0, 1, 4], y: [0, 10, 5], pen: pen))])
        let (canvas, plan) = drawn(panel)
        let plot = plan.panels[0].plot
        let expected = [
            Point(plot.minX, plot.maxY), Point(plot.minX + plot.width / 4, plot.minY), Point(plot.maxX, plot.midY),
        ]
        let line = try #require(canvas.strokes(pen.color).first)
        #expect(line.count == 3)
        for (found, wanted) in zip(line, expected) {
            #expect(abs(found.x - wanted.x) < 1e-9 && abs(found.y - wanted.y) < 1e-9)
        }
    }

    @Test func gapsAreNotBridged() {
        let panel = Panel(
            x: Axis(), y: Axis(),
            marks: [Mark(.line(x: [0, 1, 2, 3, 4], y: [0, 1, .nan, 1, 0], pen: pen))])
        #expect(drawn(panel).0.strokes(pen.color).map(\.count) == [2, 2])
    }

    @Test func everyTextOfThePlanIsDrawnAtItsPlace() {
        let panel = Panel(
            x: Axis("learning rate", scale: .log, lower: 1e-6, upper: 10), y: Axis("loss"), right: Axis("accuracy"),
            marks: [Mark(.line(x: [1e-6, 10], y: [0, 1e-6], pen: pen), label: "each step")])
        let (canvas, plan) = drawn(panel)
        let drawn = canvas.calls.compactMap { call -> String? in
            if case .text(let text, _, _) = call { text } else { nil }
        }
        #expect(drawn == plan.texts.flatMap { $0.text.runs.map(\.text) })
        #expect(drawn.contains("learning rate") && drawn.contains("each step") && drawn.contains("−6"))
        #expect(canvas.calls.contains { if case .text("loss", _, 90) = $0 { true } else { false } })
    }

    @Test func markersOutsideTheirRangeAreNotDrawn() {
        let panel = Panel(
            x: Axis("x", lower: 0, upper: 1), y: Axis("y", lower: 0, upper: 1),
            marks: [
                Mark(
                    .points(
                        x: [0.5, 0.5, 2, 0.2], y: [0.5, 7, 0.5, .nan],
                        marker: Marker(.circle, size: 6, fill: .black)))
            ])
        let circles = drawn(panel).0.calls.compactMap { call -> [Point]? in
            if case .circles(let points, _) = call { points } else { nil }
        }
        #expect(circles.map(\.count) == [1])
    }

    @Test func aHundredThousandPointsCostNoMoreThanThePixels() {
        var random = SplitMix(state: 9)
        let x = (0..<100_000).map(Double.init)
        let noisy = x.map { _ in Double.random(in: 0...1, using: &random) }
        let panel = Panel(
            x: Axis("x"), y: Axis("y"),
            marks: [
                Mark(.line(x: x, y: noisy, pen: pen)),
                Mark(.line(x: x, y: x.map { $0 / 1e5 }, pen: Pen(OkabeIto.orange, width: 2))),
                Mark(.band(x: x, lower: noisy, upper: noisy.map { $0 + 1 }, color: OkabeIto.green)),
            ])
        let (canvas, _) = drawn(panel)
        var points = 0
        for call in canvas.calls {
            switch call {
            case .stroke(let line, _): points += line.count
            case .polygon(let polygon, _): points += polygon.count
            default: break
            }
        }
        #expect(points < 20_000)
        #expect(canvas.strokes(OkabeIto.orange).map(\.count) == [2])
    }
}
