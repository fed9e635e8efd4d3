/// The look of figures: type, lines, colours. Lengths are in points.
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
    /// Explanatory text.
    public var faintInk = Color(0x666666)
    /// The axes' lines.
    public var spine = Pen(Color(0x444444), width: 0.8)
    /// Lines across the panel at the ticks.
    public var grid = Pen(Color.black.opacity(0.22), width: 0.7, dash: [0.7, 2.3])
    /// Lines that mark a place on an axis.
    public var rule = Pen(Color(0x555555), width: 1, dash: [4, 2.5])

    /// The first of two quantities.
    public var first = OkabeIto.blue
    /// The second of two quantities: distinct from the first in grey print, too.
    public var second = OkabeIto.orange
    /// The colour of highlights.
    public var highlight = OkabeIto.vermillion
    /// A third quantity beside the first and the second.
    public var neutral = OkabeIto.black
    /// Opacity of raw data.
    public var rawOpacity: Opacity = 0.35
    /// Opacity of bands.
    public var bandOpacity: Opacity = 0.22
    /// Opacity of regions that are shaded from edge to edge.
    public var spanOpacity: Opacity = 0.1
    /// Colours of series, by their index: ``series(_:)`` returns them with their dashes.
    public var seriesColors = Theme.seriesOnWhite
    /// Colour and dashes of the first series, chosen by the caller; further series follow their index.
    public var seriesPlaces: [SeriesPlace] = []

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
    /// Factor for lines and signs of other widths: 1 on a screen, less on paper, more on a slide.
    public var weight = 1.0

    /// The page that the sizes above are made for.
    public var designSize = Size(640, 420)
    /// The smallest factor by which type shrinks on smaller pages. On pages below half the design's width and height it
    /// shrinks further, with the square root of the page's size.
    public var minShrink = 0.7
    /// How many times larger than the design a page may be before type grows. Infinite on paper, where the size of type
    /// does not depend on the figure's.
    public var roomBeforeGrowth = 1.75

    /// Share of the page's height that the headline may take; it has one line at least.
    var titleShare = 0.22
    /// Share of the page's height that the caption may take; it has one line at least.
    var captionShare = 0.14

    /// The factor by which the page's size changed the lengths above.
    var shrink = 1.0

    /// Dark lines on white, for a screen.
    public init() {}

    /// Dark lines on white.
    public static let light = Theme()

    /// The theme for a page of some size. Type and lines shrink with the square root of the page's area. They grow with it
    /// on pages much larger than the design.
    func fitted(to size: Size) -> Theme {
        let ratio = (size.width / designSize.width * (size.height / designSize.height)).squareRoot()
        guard ratio.isFinite else { return self }
        // On the smallest pages type shrinks more slowly than the page.
        let limit = ratio < 0.5 ? minShrink * (ratio / 0.5).squareRoot() : minShrink
        let factor = ratio < 1 ? max(limit, ratio) : max(1, ratio / roomBeforeGrowth)
        return factor == 1 ? self : scaled(by: factor)
    }

    /// All lengths `factor` times as long.
    func scaled(by factor: Double) -> Theme {
        var theme = self
        theme.titleSize *= factor
        theme.captionSize *= factor
        theme.labelSize *= factor
        theme.tickSize *= factor
        theme.legendSize *= factor
        theme.margin *= factor
        theme.tickLength *= factor
        theme.markerSize *= factor
        theme.spine = spine.scaled(by: max(factor, 0.85))
        theme.grid = grid.scaled(by: max(factor, 0.85))
        theme.rule = rule.scaled(by: factor)
        theme.shrink *= factor
        return theme
    }

    func font(_ size: Double, isBold: Bool = false) -> Font {
        Font(family: fontFamily, size: size, isBold: isBold)
    }
}
