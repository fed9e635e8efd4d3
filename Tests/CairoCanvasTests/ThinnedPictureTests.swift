import FigureFiles
import Raster
import CairoCanvas
import Plotting
import Testing

/// Thinning is invisible: differences lie along the ragged edge of the noise, and are too small to see.
@Suite struct ThinnedPictureTests {
    private func picture(_ draw: (PNGCanvas) -> Void) throws -> PixelImage {
        let canvas = try PNGCanvas(size: Size(700, 120), scale: 2)
        canvas.fill(Rect(x: 0, y: 0, width: 700, height: 120), .white)
        draw(canvas)
        return try PixelImage(png: canvas.pngBytes())
    }

    @Test func aNoisyLineOfAHundredThousandPoints() throws {
        let values = noise(100_000)
        let points = values.indices.map { Point(10 + Double($0) * 680 / 100_000, 20 + 60 * values[$0]) }
        let pen = Pen(OkabeIto.blue.opacity(0.4), width: 0.8)
        let whole = try picture { $0.stroke(points, pen) }
        let area = try picture { canvas in
            if let area = LineThinning.dense(points, width: 0.8, pixel: 0.5) { canvas.fill(area, pen.color) }
        }
        #expect(whole.words.contains { $0 != 0xFFFFFF })
        #expect(area.difference(from: whole, tolerance: 24) < 0.005)
        #expect(area.difference(from: whole, tolerance: 48) < 0.001)
    }

    @Test func aSmoothLineThatIsStraightened() throws {
        let points = (0..<20_000).map { Point(10 + Double($0) * 0.034, 115 - 100 / (1 + Double($0) / 2000)) }
        let pen = Pen(OkabeIto.blue, width: 2)
        let whole = try picture { $0.stroke(points, pen) }
        let thin = try picture { $0.stroke(LineThinning.straightened(points, tolerance: 0.04), pen) }
        #expect(thin.difference(from: whole, tolerance: 24) < 0.005)
    }

    /// A figure's own line against all of its points, through one panel of one size.
    /// Raw, or the mean of `window` values in a thick line.
    @Test(arguments: [(0.4, 1), (1, 1), (1, 85), (1, 20)], [false, true])
    func theLineOfAFigure(_ look: (opacity: Double, window: Int), _ isLogarithmic: Bool) throws {
        let count = 100_000
        let x = (0..<count).map { Double($0 + 1) }
        var sums = [0.0]
        for value in noise(count) { sums.append(sums[sums.count - 1] + value) }
        let y = x.indices.map { index in
            let first = max(0, index + 1 - look.window)
            let mean = (sums[index + 1] - sums[first]) / Double(index + 1 - first)
            return 0.2 + 0.1 * mean + 2 / (1 + x[index] / 9000)
        }
        let pen = Pen(OkabeIto.blue.opacity(look.opacity), width: look.window > 1 ? 2 : 0.8)
        let kind = isLogarithmic ? ScaleKind.log : .linear
        let figure = Figure(
            rows: [
                PanelRow([
                    Panel(
                        x: Axis("step", scale: kind), y: Axis("loss", scale: kind),
                        marks: [Mark(.line(x: x, y: y, pen: pen))])
                ])
            ], preferredSize: Size(700, 300))
        let canvas = try PNGCanvas(size: figure.preferredSize)
        var plan = figure.plan(size: canvas.size, measuring: canvas, pixel: canvas.pixel)
        plan.draw(on: canvas)
        let thin = try PixelImage(png: canvas.pngBytes())
        let panel = plan.panels[0]
        let points = zip(x, y).compactMap { x, y in
            panel.x.scale.position(of: x).flatMap { x in panel.y.scale.position(of: y).map { Point(x, $0) } }
        }
        #expect(points.count == count)
        plan.panels[0].shapes = [.lines([points], pen)]
        let other = try PNGCanvas(size: figure.preferredSize)
        plan.draw(on: other)
        let whole = try PixelImage(png: other.pngBytes())
        plan.panels[0].shapes = []
        let bare = try PNGCanvas(size: figure.preferredSize)
        plan.draw(on: bare)
        let without = try PixelImage(png: bare.pngBytes())
        #expect(whole.difference(from: without) > 0.008)
        // A fifth of the way from white to black: smaller differences lie along the ragged edge, and are invisible. A
        // thick line has more of an edge.
        #expect(thin.difference(from: whole, tolerance: 51) < (look.window > 1 ? 0.0025 : 0.001))
    }
}
