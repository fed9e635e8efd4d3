public import Raster

/// Room that a line of text takes, from its start on the baseline.
public struct TextExtent: Sendable, Equatable {
    /// Distance to where the next text would start.
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

/// Says how large text will be: all that planning a figure needs of a canvas.
public protocol TextMeasurer {
    /// Extent of one line of text in a font.
    func measure(_ text: String, _ font: Font) -> TextExtent
}

/// Which part of a text lies at the point it is drawn at.
public enum TextAlignment: Sendable {
    /// The point is where the text starts.
    case start
    /// The point is the middle of its baseline.
    case middle
    /// The point is where it ends.
    case end
}

/// What a figure is drawn on. Lengths are in points, whatever the resolution.
///
/// Drawing does not throw: a canvas keeps its first failure and reports it when its output is asked for.
public protocol Canvas: TextMeasurer {
    /// Size of the page.
    var size: Size { get }
    /// Side of one pixel; for output without pixels, the finest detail that is worth drawing.
    var pixel: Double { get }

    /// Draws a line through the points.
    func stroke(_ points: [Point], _ pen: Pen)
    /// Fills the inside of a polygon (non-zero winding); it closes itself.
    func fill(_ polygon: [Point], _ color: Color)
    /// Fills a rectangle.
    func fill(_ rect: Rect, _ color: Color)
    /// Draws a circle around every centre, filled, outlined or both.
    func circles(at centers: [Point], radius: Double, fill: Color?, outline: Pen?)
    /// Draws one line of text; `rotation` in degrees, counterclockwise around `point`.
    func text(
        _ text: String, at point: Point, _ font: Font, _ color: Color, _ alignment: TextAlignment, rotation: Double)
    /// Draws a picture over the whole of a rectangle; its pixels keep their edges.
    func image(_ image: PixelImage, in rect: Rect)
    /// Runs `draw` with everything outside of `rect` left as it is.
    func clipped(to rect: Rect, _ draw: () -> Void)
}
