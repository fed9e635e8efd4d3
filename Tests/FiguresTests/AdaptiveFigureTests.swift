import Figures
import Plotting
import Raster
import TestSupport
import Testing
import Training

/// Figures for pages of both grounds: each is the light and the dark figure in one.
@Suite struct AdaptiveFigureTests {
    /// Keeps the colours of everything drawn, in order.
    private final class ColorRecorder: Canvas {
        let size = Size(640, 420)
        let pixel = 0.5
        private(set) var colors: [Color] = []

        func measure(_ text: String, _ font: Font) -> TextExtent { PlainMeasurer().measure(text, font) }
        func stroke(_ points: [Point], _ pen: Pen) { colors.append(pen.color) }
        func fill(_ polygon: [Point], _ color: Color) { colors.append(color) }
        func fill(_ rect: Rect, _ color: Color) { colors.append(color) }
        func circles(at centers: [Point], radius: Double, fill: Color?, outline: Pen?) {
            colors += [fill, outline?.color].compactMap { $0 }
        }
        func text(
            _ text: String, at point: Point, _ font: Font, _ color: Color, _ alignment: TextAlignment, rotation: Double
        ) { colors.append(color) }
        func image(_ image: PixelImage, in rect: Rect) {}
        func clipped(to rect: Rect, _ draw: () -> Void) { draw() }
    }

    private func colors(_ figure: Figure) -> [Color] {
        let canvas = ColorRecorder()
        figure.draw(on: canvas)
        return canvas.colors
    }

    @Test(arguments: FigurePictureTests.names.filter { $0 != "dark" })
    func bothSidesAreTheThemesOfTheirGround(_ name: String) {
        func drawn(_ theme: Theme) -> [Color] { colors(FigurePictureTests.figure(name, theme)) }
        let (light, dark, both) = (drawn(.light), drawn(.dark), drawn(.adaptive))
        #expect(both.count == light.count && both.count > 20)
        for (index, color) in both.enumerated() {
            let parts = (light[index], dark[index])
            #expect(color.paired(withDark: color) == parts.0 && (color.onDark ?? color) == parts.1, "\(index)")
        }
    }
}
