/// How figures look: type, lines, colours. Lengths are in points.
public struct Theme: Sendable, Equatable {
    /// Family of all text.
    public var fontFamily = "DejaVu Sans"
    /// Size of the headline.
    public var titleSize = 13.5
    /// Size of the line below it.
    public var captionSize = 10.0
    /// Size of the axes' labels and of the panels' titles.
    public var labelSize = 11.0
    /// Size of the tick labels.
    public var tickSize = 10.0
    /// Size of the legend and of annotations.
    public var legendSize = 9.8

    /// The page.
    public var background = Color.white
    /// Text and ticks.
    public var ink = Color(0x222222)
    /// Text that explains.
    public var faintInk = Color(0x666666)
    /// The axes' lines.
    public var spine = Pen(Color(0x444444), width: 0.8)
    /// Lines across the panel at the ticks.
    public var grid = Pen(Color.black.opacity(0.22), width: 0.7, dash: [0.7, 2.3])
    /// Lines that mark a place on an axis.
    public var rule = Pen(Color(0x555555), width: 1, dash: [4, 2.5])

    /// Loss and whatever else comes first.
    public var first = OkabeIto.blue
    /// Accuracy and whatever else comes second.
    public var second = OkabeIto.vermillion
    /// What is pointed at.
    public var highlight = OkabeIto.vermillion
    /// The learning rate where it accompanies something else.
    public var neutral = OkabeIto.black
    /// Opacity of raw data.
    public var rawOpacity = 0.35
    /// Opacity of bands.
    public var bandOpacity = 0.22

    /// Width of raw data's lines.
    public var rawWidth = 0.8
    /// Width of averages' lines.
    public var averageWidth = 2.0
    /// Width of markers.
    public var markerSize = 7.0
    /// Room around the figure.
    public var margin = 10.0
    /// Length of the ticks.
    public var tickLength = 3.5

    /// What the page's size has made of all of these: 1, or less on a small page.
    var shrink = 1.0

    /// The theme's values as they stand.
    public init() {}

    /// Dark lines on white.
    public static let light = Theme()

    /// The theme for a page of some size: below 640 x 420 points type and lines shrink with the square root of its
    /// area, down to 0.7 times.
    func fitted(to size: Size) -> Theme {
        let factor = min(1, max(0.7, (size.width * size.height / (640 * 420)).squareRoot()))
        guard factor < 1 else { return self }
        var theme = self
        theme.titleSize *= factor
        theme.captionSize *= factor
        theme.labelSize *= factor
        theme.tickSize *= factor
        theme.legendSize *= factor
        theme.margin *= factor
        theme.tickLength *= factor
        theme.shrink = factor
        return theme
    }

    func font(_ size: Double, isBold: Bool = false) -> Font {
        Font(family: fontFamily, size: size, isBold: isBold)
    }
}
