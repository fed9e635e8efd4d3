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
    /// Accuracy and whatever else comes second: in grey print, too, not to be taken for the first.
    public var second = OkabeIto.orange
    /// What is pointed at.
    public var highlight = OkabeIto.vermillion
    /// The learning rate where it accompanies something else.
    public var neutral = OkabeIto.black
    /// Opacity of raw data.
    public var rawOpacity = 0.35
    /// Opacity of bands.
    public var bandOpacity = 0.22
    /// Opacity of regions that are shaded from edge to edge.
    public var spanOpacity = 0.1
    /// Colours of arms, by their index: ``arm(_:)`` gives them with their dashes.
    public var armColors = Theme.armsOnWhite
    /// Colour and dashes of arms, by their index, where these are to say something; others follow their index.
    public var armPlaces: [ArmPlace] = []

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
    /// What lines and signs of other widths are to be multiplied by: 1 on a screen, less on paper, more on a slide.
    public var weight = 1.0

    /// The page that the sizes above are made for.
    public var designSize = Size(640, 420)
    /// The least that type shrinks to on a smaller page, as a factor; on pages of less than half the design's width and
    /// height it goes on with the square root of what is left.
    public var leastShrink = 0.7
    /// How many times as long and wide as the design a page may be before type grows; infinite on paper, where the
    /// size of type does not depend on the figure's.
    public var roomBeforeGrowth = 1.75

    /// What the page's size has made of all of these: 1, less on a small page, more on a large one.
    var shrink = 1.0

    /// The theme's values as they stand: dark lines on white, for a screen.
    public init() {}

    /// Dark lines on white.
    public static let light = Theme()

    /// The theme for a page of some size: type and lines shrink with the square root of the page's area, and grow with
    /// it on pages that are much larger than the design.
    func fitted(to size: Size) -> Theme {
        let ratio = (size.width / designSize.width * (size.height / designSize.height)).squareRoot()
        guard ratio.isFinite else { return self }
        // On the smallest pages type gives way, too: more slowly than the page.
        let most = ratio < 0.5 ? leastShrink * (ratio / 0.5).squareRoot() : leastShrink
        let factor = ratio < 1 ? max(most, ratio) : max(1, ratio / roomBeforeGrowth)
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
