import Raster
import Plotting
import Testing

/// Marks as the calls they make: a panel of 0...10 by 0...10 whose corners are known.
@Suite struct MarkTests {
    private let pen = Pen(OkabeIto.blue, width: 1)
    private let color = OkabeIto.green

    private func drawn(_ mark: Mark, y: Axis = Axis("y", lower: 0, upper: 10)) -> (RecordingCanvas, PanelPlan) {
        let canvas = RecordingCanvas(size: Size(640, 420))
        let figure = Figure(rows: [PanelRow([Panel(x: Axis("x", lower: 0, upper: 10), y: y, marks: [mark])])])
        let plan = figure.plan(size: canvas.size, measuring: canvas)
        plan.draw(on: canvas)
        return (canvas, plan.panels[0])
    }

    private func rects(_ canvas: RecordingCanvas, _ color: Color) -> [Rect] {
        canvas.calls.compactMap { if case .rect(let rect, color) = $0 { rect } else { nil } }
    }

    /// The rectangle between values.
    private func place(_ panel: PanelPlan, _ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> Rect {
        let plot = panel.plot
        return Rect(
            x: plot.minX + x.lowerBound / 10 * plot.width, y: plot.maxY - y.upperBound / 10 * plot.height,
            width: (x.upperBound - x.lowerBound) / 10 * plot.width,
            height: (y.upperBound - y.lowerBound) / 10 * plot.height)
    }

    private func expectEqual(_ found: Rect?, _ wanted: Rect, slack: Double = 1e-9) {
        let pairs = found.map { [($0.x, wanted.x), ($0.y, wanted.y), ($0.maxX, wanted.maxX), ($0.maxY, wanted.maxY)] }
        #expect(pairs?.allSatisfy { abs($0 - $1) <= slack } == true, "\(String(describing: found)) \(wanted)")
    }

    @Test func barsStandOnTheirBase() {
        let (canvas, panel) = drawn(
            Mark(.bars(at: [2, 4, 6], values: [5, .nan, -3], base: 1, width: 1, color: color)))
        let found = rects(canvas, color)
        // A bar that leaves the panel ends at its edge.
        #expect(found.count == 2)
        expectEqual(found.first, place(panel, 1.5...2.5, 1...5))
        expectEqual(found.last, place(panel, 5.5...6.5, 0...1))
    }

    @Test func barsLie() {
        let (canvas, panel) = drawn(
            Mark(.bars(at: [3], values: [7], base: 0, width: 2, color: color, direction: .horizontal)))
        expectEqual(rects(canvas, color).first, place(panel, 0...7, 2...4))
    }

    @Test func barsOnALogarithmicAxisStandOnItsEnd() {
        let (canvas, panel) = drawn(
            Mark(.bars(at: [5], values: [1], width: 1, color: color)), y: Axis("y", scale: .log, lower: 0.1, upper: 10))
        expectEqual(rects(canvas, color).first, place(panel, 4.5...5.5, 0...5))
    }

    @Test func aStepKeepsItsValueUntilTheNext() {
        let (canvas, panel) = drawn(Mark(.step(x: [0, 4, 8], y: [2, 6, 3], pen: pen)))
        let corners = [(0.0, 2.0), (4, 2), (4, 6), (8, 6), (8, 3)].map { x, y in
            let box = place(panel, x...x, y...y)
            return Point(box.x, box.y)
        }
        let line = canvas.strokes(pen.color).first ?? []
        #expect(line.count == corners.count)
        for (found, wanted) in zip(line, corners) {
            #expect(abs(found.x - wanted.x) < 1e-9 && abs(found.y - wanted.y) < 1e-9)
        }
    }

    @Test func intervalsHaveCapsWhereTheyEnd() {
        let (canvas, panel) = drawn(
            Mark(.intervals(at: [2, 5, 20, .nan], lower: [1, 2, 1, 1], upper: [4, 50, 2, 2], pen: pen, cap: 6)))
        let lines = canvas.strokes(pen.color)
        // The first with two caps, the second with one: its upper end lies beyond the panel.
        #expect(lines.count == 5)
        let box = place(panel, 2...2, 1...4)
        #expect(lines.first?.map(\.x) == [box.x, box.x])
        #expect(lines.dropFirst().first.map { $0[1].x - $0[0].x } == 6)
    }

    @Test func spansReachFromEdgeToEdge() {
        let (upright, panel) = drawn(Mark(.verticalSpan(from: -.infinity, to: 3, color: color)))
        expectEqual(rects(upright, color).first, place(panel, 0...3, 0...10))
        let (level, other) = drawn(Mark(.horizontalSpan(from: 4, to: .infinity, color: color)))
        expectEqual(rects(level, color).first, place(other, 0...10, 4...10))
        #expect(rects(drawn(Mark(.verticalSpan(from: 5, to: 2, color: color))).0, color).isEmpty)
        #expect(rects(drawn(Mark(.verticalSpan(from: .nan, to: 2, color: color))).0, color).isEmpty)
        #expect(rects(drawn(Mark(.verticalSpan(from: 20, to: 30, color: color))).0, color).isEmpty)
    }

    @Test func cellsHaveTheColourOfTheirValueAndTheirLabel() {
        let map = ColorMap(lower: 0, upper: 1, stops: [OkabeIto.yellow, OkabeIto.black])
        let grid = CellGrid(
            columnEdges: [0, 5, 10], rowEdges: [0, 10], values: [[0, 1], [3]], colors: map,
            labels: [["low", "high"], ["no row for it"]])
        let (canvas, panel) = drawn(Mark(.cells(grid)))
        expectEqual(rects(canvas, OkabeIto.yellow).first, place(panel, 0...5, 0...10), slack: 0.5)
        expectEqual(rects(canvas, OkabeIto.black).first, place(panel, 5...10, 0...10), slack: 0.5)
        let words = canvas.calls.compactMap { if case .text(let text, _, _) = $0 { text } else { nil } }
        #expect(words.contains("low") && words.contains("high") && !words.contains("no row for it"))
    }

    @Test func aCellWithoutAValueIsEmpty() {
        let map = ColorMap(lower: 0, upper: 1)
        #expect(map.color(of: .nan) == nil && map.color(of: .infinity) == nil)
        #expect(map.color(of: -5) == map.stops.first && map.color(of: 5) == map.stops.last)
        #expect(ColorMap(lower: 1, upper: 1).color(of: 1) != nil)
        #expect(ColorMap(lower: 0, upper: 1, stops: []).color(of: 1) == nil)
        let (canvas, _) = drawn(Mark(.cells(CellGrid(values: [[.nan, 1]], colors: map))))
        #expect(map.color(of: 1).map { rects(canvas, $0).count } == 1)
    }

    @Test func tilesKeepTheirProportionsAndTheirDistance() throws {
        let wide = try #require(PixelImage(width: 4, height: 2, channels: 1, bytes: Array(0..<8)))
        let tiles = (0..<7).map { Tile(wide, label: RichText("\($0)")) }
        let (canvas, panel) = drawn(Mark(.tiles(tiles)))
        let found = canvas.calls.compactMap { if case .image(wide, let rect) = $0 { rect } else { nil } }
        #expect(found.count == 7)
        for (index, rect) in found.enumerated() {
            #expect(panel.plot.contains(rect))
            #expect(abs(rect.width / rect.height - 2) < 1e-9)
            #expect(!found[(index + 1)...].contains { $0.overlaps(rect) })
        }
    }

    @Test func picturesOfAnotherSizeThanTheirBytesAreNone() {
        #expect(PixelImage(width: 2, height: 2, channels: 1, bytes: [1, 2, 3]) == nil)
        #expect(PixelImage(width: 0, height: 2, channels: 1, bytes: []) == nil)
        #expect(PixelImage(width: 1, height: 1, channels: 2, bytes: [1, 2]) == nil)
        #expect(PixelImage(width: .max, height: .max, channels: 3, bytes: []) == nil)
    }

    @Test func textsStandInTheMiddleOfTheirPoints() {
        let (canvas, panel) = drawn(
            Mark(.texts(x: [5, 5, 2], y: [5, 5.05, .nan], texts: ["here", "beneath", "gap"], color: color)))
        let words = canvas.calls.compactMap { call -> (String, Point)? in
            if case .text(let text, let point, _) = call { (text, point) } else { nil }
        }
        let place = words.first { $0.0 == "here" }?.1
        #expect(abs((place?.x ?? 0) - (panel.plot.midX - 4 * 0.6 * 9.8 / 2)) < 0.01)
        // The second has no room, the third no place.
        #expect(!words.contains { $0.0 == "beneath" || $0.0 == "gap" })
    }

    @Test func zeroOnALogarithmicAxisLeavesThePanelWhereThePolicySaysSo() {
        let y = Axis("y", scale: .log(nonPositive: .clip), lower: 1, upper: 100)
        let (canvas, panel) = drawn(Mark(.line(x: [0, 1, 2], y: [10, 0, 10], pen: pen)), y: y)
        let line = canvas.strokes(pen.color)
        #expect(line.count == 1)
        #expect(line.first?[1].y ?? 0 > panel.plot.maxY)
        let gap = drawn(
            Mark(.line(x: [0, 1, 2, 3], y: [10, 10, 0, 10], pen: pen)), y: Axis("y", scale: .log, lower: 1, upper: 100))
        #expect(gap.0.strokes(pen.color).first?.count == 2)
    }

    @Test func aPanelWithoutAxesHasNone() {
        let canvas = RecordingCanvas(size: Size(300, 200))
        let panel = Panel(
            x: Axis("x"), y: Axis("y"), marks: [Mark(.line(x: [0, 1], y: [0, 1], pen: pen))], hasAxes: false)
        Figure(rows: [PanelRow([panel])]).draw(on: canvas)
        #expect(!canvas.calls.contains { if case .text = $0 { true } else { false } })
        #expect(canvas.calls.filter { if case .stroke = $0 { true } else { false } }.count == 1)
    }
}
