public import Raster

/// The function of a text in a figure.
public enum TextRole: Sendable, Hashable {
    /// Headline.
    case title
    /// The smaller line below the headline.
    case caption
    /// Headline of a panel.
    case panelTitle
    /// Label of a horizontal axis.
    case xLabel
    /// Label of a left axis.
    case yLabel
    /// Label of a right axis.
    case rightLabel
    /// Number at a tick of a horizontal axis.
    case xTick
    /// Number at a tick of a left axis.
    case yTick
    /// Number at a tick of a right axis.
    case rightTick
    /// The power of ten that an axis' numbers share.
    case factor
    /// Line of a legend.
    case legend
    /// Name of a line, beside its right end.
    case lineEnd
    /// Text beside a point or a rule.
    case annotation
    /// Text that is itself data: in a cell, below a tile, at a point.
    case mark
}

/// A text with its place.
public struct PlacedText: Sendable, Equatable {
    /// Its function.
    public var role: TextRole
    /// Its words.
    public var text: RichText
    /// Its typeface.
    public var font: Font
    /// Its colour.
    public var color: Color
    /// The start of its baseline.
    public var origin: Point
    /// Whether it runs upwards instead of to the right.
    public var isVertical: Bool
    /// The upright rectangle that holds it.
    public var box: Rect
    /// Colour of a ground that hides lines below it; nil for none.
    public var ground: Color?
    /// Whether some of its words are cut.
    public var isCut = false
    /// Whether it names something pale: such texts are omitted first.
    var isFaint = false
}

/// Something with its place, ready to be drawn.
public enum PlannedShape: Sendable, Equatable {
    /// Lines through points, each line without gaps.
    case lines([[Point]], Pen)
    /// Filled polygons.
    case areas([[Point]], Color)
    /// Signs.
    case markers([Point], Marker)
    /// Filled rectangles.
    case rects([PlacedRect])
    /// Pictures.
    case images([PlacedImage])
}

/// A rectangle of one colour.
public struct PlacedRect: Sendable, Equatable {
    /// Its place.
    public var rect: Rect
    /// Its colour.
    public var color: Color
}

/// A picture with its place.
public struct PlacedImage: Sendable, Equatable {
    /// The picture.
    public var image: PixelImage
    /// Where it is drawn.
    public var rect: Rect
    /// Line around it; nil for none.
    public var frame: Pen?
}

/// A tick with its place.
public struct Tick: Sendable, Equatable {
    /// Its value on the axis.
    public var value: Double
    /// Its place, in points: x of a horizontal axis, y of a vertical one.
    public var position: Double
}

/// An axis with its range, its ticks and their places.
public struct AxisPlan: Sendable, Equatable {
    /// From values to places.
    public var scale: Scale
    /// Ticks with a label. Labels above another panel's shared axis are not drawn.
    public var ticks: [Tick]
    /// Places of the ticks without one.
    public var minor: [Double]
    /// Label of every tick, in the ticks' order.
    public var labels: TickLabels
    /// Whether its ticks lie on the left axis' grid lines.
    public var isAligned = false
    /// Whether each of its names is shown, and no two different names are cut to the same text. Numbers may be missing.
    var namesAll = true
}

/// A panel with its place.
public struct PanelPlan: Sendable {
    /// The inside of its axes.
    public var plot: Rect
    /// Horizontal axis.
    public var x: AxisPlan
    /// Left axis.
    public var y: AxisPlan
    /// Right axis.
    public var right: AxisPlan?
    /// The shapes inside, from back to front.
    public var shapes: [PlannedShape]
    /// Whether axes and grid are drawn.
    public var hasAxes = true
    /// Whether lines cross the panel at the ticks of the horizontal axis, and at those of the left one.
    public var hasGrid = (x: true, y: true)
    /// Background of a legend inside the panel; nil for none.
    public var legendBox: Rect?
    /// Thin lines from the ends of lines to their names. They reach beyond the plot.
    public var leaders: [PlannedShape] = []
    /// Whether the names of its lines' ends found no room beside it.
    var isCrowded = false
    /// Whether it is meant to be slim beside the other panels of its row: a key, or a part of a broken axis.
    var isSlim = false
}

/// A figure with the place of every element, ready to be drawn or tested.
public struct FigurePlan: Sendable {
    /// Size of the page.
    public var size: Size
    /// Type and colours at this size.
    public var theme: Theme
    /// All texts. They do not overlap and do not leave the page.
    public var texts: [PlacedText]
    /// All panels, row by row.
    public var panels: [PanelPlan]
    /// Lines and signs of the legends.
    public var swatches: [PlannedShape]
    /// Texts that found no room.
    public var omitted: [PlacedText]

    /// A penalty for cut texts, missing ticks and small panels; 0 for none of these.
    var strain = 0.0
    /// Whether the page is too small for every part of a figure.
    var isOnSmallPage: Bool { size.width < 50 * theme.tickSize || size.height < 30 * theme.tickSize }
}
