public import Raster

/// The extent of a line of text, from its start on the baseline.
public struct TextExtent: Sendable, Equatable {
    /// Distance to the start of a following text.
    public var width: Double
    /// Height of the ink above the baseline.
    public var ascent: Double
    /// Depth of the ink below the baseline.
    public var descent: Double

    /// An extent by its three lengths, in points.
    public init(width: Double, ascent: Double, descent: Double) {
        self.width = width
        self.ascent = ascent
        self.descent = descent
    }
}

/// Measures text. Planning a figure needs no more of a canvas.
public protocol TextMeasurer {
    /// Extent of one line of text in a font.
    func measure(_ text: String, _ font: Font) -> TextExtent
}

/// The part of a text that lies at its point.
public enum TextAlignment: Sendable {
    /// The point is the start of its baseline.
    case start
    /// The point is the middle of its baseline.
    case middle
    /// The point is the end of its baseline.
    case end
}

/// A surface to draw a figure on. Lengths are in points at every resolution.
///
/// Drawing does not throw. A canvas keeps its first failure and throws it when its output is requested.
public protocol Canvas: TextMeasurer {
    /// Size of the page.
    var size: Size { get }
    /// Side of one pixel; for output without pixels, the finest detail worth drawing.
    var pixel: Double { get }

    /// Draws a line through the points.
    func stroke(_ points: [Point], _ pen: Pen)
    /// Fills the inside of a polygon (non-zero winding). The last point is joined to the first.
    func fill(_ polygon: [Point], _ color: Color)
    /// Fills a rectangle.
    func fill(_ rect: Rect, _ color: Color)
    /// Draws a circle around every centre, filled, outlined or both.
    func circles(at centers: [Point], radius: Double, fill: Color?, outline: Pen?)
    /// Draws one line of text; `rotation` in degrees, counterclockwise around `point`.
    func text(
        _ text: String, at point: Point, _ font: Font, _ color: Color, _ alignment: TextAlignment, rotation: Double)
    /// Draws a picture over a whole rectangle. Its pixels keep their edges.
    func image(_ image: PixelImage, in rect: Rect)
    /// Runs `draw`, and changes nothing outside `rect`.
    func clipped(to rect: Rect, _ draw: () -> Void)
}
