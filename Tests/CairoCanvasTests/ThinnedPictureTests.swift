import CairoCanvas
import Plotting
import Testing

/// Thinning is not seen: what differs lies along the ragged edge of the noise, by less than the eye tells apart.
@Suite struct ThinnedPictureTests {
    private func picture(_ draw: (CairoCanvas) -> Void) throws -> DecodedPicture {
        let canvas = try CairoCanvas(size: Size(700, 120), scale: 2)
        canvas.fill(Rect(x: 0, y: 0, width: 700, height: 120), .white)
        draw(canvas)
        return try DecodedPicture(png: canvas.pngBytes())
    }

    @Test func aNoisyLineOfAHundredThousandPoints() throws {
        let values = noise(100_000)
        let points = values.indices.map { Point(10 + Double($0) * 680 / 100_000, 20 + 60 * values[$0]) }
        let pen = Pen(OkabeIto.blue.opacity(0.4), width: 0.8)
        let whole = try picture { $0.stroke(points, pen) }
        let thin = try picture { $0.stroke(LineThinning.envelope(points, column: 0.125), pen) }
        let area = try picture { canvas in
            if let area = LineThinning.dense(points, width: 0.8, pixel: 0.5) { canvas.fill(area, pen.color) }
        }
        #expect(whole.pixels.contains { $0 != 0xFFFFFF })
        #expect(thin.difference(from: whole, tolerance: 24) < 0.005)
        #expect(area.difference(from: whole, tolerance: 24) < 0.005)
        #expect(thin.difference(from: whole, tolerance: 48) < 0.001)
        #expect(area.difference(from: whole, tolerance: 48) < 0.001)
    }

    @Test func aSmoothLineThatIsStraightened() throws {
        let points = (0..<20_000).map { Point(10 + Double($0) * 0.034, 115 - 100 / (1 + Double($0) / 2000)) }
        let pen = Pen(OkabeIto.blue, width: 2)
        let whole = try picture { $0.stroke(points, pen) }
        let thin = try picture { $0.stroke(LineThinning.straightened(points, tolerance: 0.04), pen) }
        #expect(thin.difference(from: whole, tolerance: 24) < 0.005)
    }
}
