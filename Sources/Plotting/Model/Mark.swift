/// A sign drawn at a point.
public struct Marker: Sendable, Equatable {
    /// The form of a marker.
    public enum Shape: Sendable {
        /// A disc.
        case circle
        /// An upright square.
        case square
        /// A square on its corner.
        case diamond
        /// A triangle that points up.
        case triangle
        /// A triangle that points down.
        case downTriangle
        /// Two crossed strokes.
        case cross
    }

    /// Its form.
    public var shape: Shape
    /// Width in points.
    public var size: Double
    /// Colour of its inside (of its strokes, for a cross).
    public var fill: Color
    /// Line around it; nil for none.
    public var outline: Pen?

    /// A marker.
    public init(_ shape: Shape, size: Double, fill: Color, outline: Pen? = nil) {
        self.shape = shape
        self.size = size
        self.fill = fill
        self.outline = outline
    }
}

/// One of a panel's two vertical axes.
public enum AxisSide: Sendable {
    /// The axis on the left.
    case left
    /// The second axis, on the right.
    case right
}

/// The direction of bars and intervals.
public enum MarkDirection: Sendable {
    /// Up and down: the values are on a vertical axis.
    case vertical
    /// Left and right: the values are on the horizontal axis.
    case horizontal
}

/// Something drawn in a panel. Values that are not finite, or not positive on a logarithmic axis, are gaps.
public struct Mark: Sendable {
    /// The form of a mark. The arrays of a shape are paired; surplus values of a longer array are ignored.
    public enum Shape: Sendable {
        /// A line through points.
        case line(x: [Double], y: [Double], pen: Pen)
        /// A line that keeps each value until the place of the next one.
        case step(x: [Double], y: [Double], pen: Pen)
        /// The area between two lines.
        case band(x: [Double], lower: [Double], upper: [Double], color: Color)
        /// A sign at every point.
        case points(x: [Double], y: [Double], marker: Marker)
        /// Lines from a lower to an upper value at each place, with caps `cap` points wide.
        case intervals(
            at: [Double], lower: [Double], upper: [Double], pen: Pen, cap: Double, direction: MarkDirection = .vertical)
        /// Bars from `base` to their values; `width` is in the unit of their places.
        case bars(
            at: [Double], values: [Double], base: Double = 0, width: Double = 0.7, color: Color,
            direction: MarkDirection = .vertical)
        /// A line across the panel.
        case horizontalRule(y: Double, pen: Pen)
        /// A line from the panel's bottom to its top.
        case verticalRule(x: Double, pen: Pen)
        /// The area between two places, from the panel's bottom to its top. An infinite end is the panel's edge.
        case verticalSpan(from: Double, to: Double, color: Color)
        /// The area between two values, across the panel. An infinite end is the panel's edge.
        case horizontalSpan(from: Double, to: Double, color: Color)
        /// Texts centred on points. Texts without room are omitted.
        case texts(x: [Double], y: [Double], texts: [RichText], color: Color)
        /// A rectangle of coloured cells.
        case cells(CellGrid)
        /// Small pictures in rows, with a line below each. They fill the panel and ignore its axes.
        case tiles([Tile])
    }

    /// Its form.
    public var shape: Shape
    /// The vertical axis of its values.
    public var side: AxisSide
    /// Its name in the legend; nil for none. Marks with the same label share a line of the legend.
    public var label: String?
    /// Its name beside its right end, in its colour; nil: no name. Lines, steps and points can have one.
    ///
    /// If the names of a panel's ends fit beside it, the legend omits all marks of the figure with an equal ``label``.
    /// Otherwise the legend has these names. A panel with a right axis has no room for them.
    public var endLabel: String?
    /// The place of points whose values lie above or below the panel.
    public var beyond: Beyond

    /// The place of points whose values lie above or below the panel. Such values do not widen an axis unless they are
    /// ``hidden``.
    public enum Beyond: Sendable {
        /// They are not drawn.
        case hidden
        /// They are drawn at the panel's edge.
        case atEdge
        /// They are drawn at the panel's edge, and points within the panel are not drawn: signs for values that leave it.
        case onlyThese
    }

    /// A mark, on the left axis by default.
    public init(
        _ shape: Shape, side: AxisSide = .left, label: String? = nil, endLabel: String? = nil, beyond: Beyond = .hidden
    ) {
        self.shape = shape
        self.side = side
        self.label = label
        self.endLabel = endLabel
        self.beyond = beyond
    }
}

/// A short text beside something in a panel. If no place is free of data and other texts, it moves to the legend or is
/// omitted.
public struct Annotation: Sendable {
    /// The place that a text stands beside.
    public enum Anchor: Sendable {
        /// A vertical rule.
        case verticalRule(x: Double)
        /// A point on one of the vertical axes.
        case point(x: Double, y: Double, side: AxisSide)
        /// A vertical span. The text stands in its middle, upright if the span is narrow.
        case verticalSpan(from: Double, to: Double)
    }

    /// Its words.
    public var text: RichText
    /// The place it stands beside.
    public var anchor: Anchor
    /// Its colour.
    public var color: Color
    /// The line beside the text in the legend, if it moves there.
    public var swatch: Pen
    /// Whether it is omitted instead of moved to the legend.
    public var isOptional: Bool

    /// An annotation beside `anchor`.
    public init(_ text: RichText, at anchor: Anchor, color: Color, swatch: Pen, isOptional: Bool = false) {
        self.text = text
        self.anchor = anchor
        self.color = color
        self.swatch = swatch
        self.isOptional = isOptional
    }
}
