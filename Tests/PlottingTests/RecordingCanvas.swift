import TestSupport
import Raster
import Plotting

/// A canvas that records the drawing calls. Its letters are all 0.6 of the font's size wide.
final class RecordingCanvas: Canvas {
    enum Call: Equatable {
        case stroke([Point], Pen)
        case polygon([Point], Color)
        case rect(Rect, Color)
        case circles([Point], Double)
        case text(String, Point, Double)
        case image(PixelImage, Rect)
        case clip(Rect)
        case unclip
    }

    let size: Size
    let pixel: Double
    private(set) var calls: [Call] = []

    init(size: Size, pixel: Double = 0.5) {
        self.size = size
        self.pixel = pixel
    }

    func measure(_ text: String, _ font: Font) -> TextExtent {
        PlainMeasurer().measure(text, font)
    }

    func stroke(_ points: [Point], _ pen: Pen) { calls.append(.stroke(points, pen)) }
    func fill(_ polygon: [Point], _ color: Color) { calls.append(.polygon(polygon, color)) }
    func fill(_ rect: Rect, _ color: Color) { calls.append(.rect(rect, color)) }
    func circles(at centers: [Point], radius: Double, fill: Color?, outline: Pen?) {
        calls.append(.circles(centers, radius))
    }
    func text(
        _ text: String, at point: Point, _ font: Font, _ color: Color, _ alignment: TextAlignment, rotation: Double
    ) {
        calls.append(.text(text, point, rotation))
    }
    func image(_ image: PixelImage, in rect: Rect) { calls.append(.image(image, rect)) }
    func clipped(to rect: Rect, _ draw: () -> Void) {
        calls.append(.clip(rect))
        draw()
        calls.append(.unclip)
    }

    /// The points of every line drawn with a pen of this colour.
    func strokes(_ color: Color) -> [[Point]] {
        calls.compactMap { call in
            if case .stroke(let points, let pen) = call, pen.color == color { return points }
            return nil
        }
    }
}
