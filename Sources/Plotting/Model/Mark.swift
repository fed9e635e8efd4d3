/// A sign drawn at a point.
public struct Marker: Sendable, Equatable {
    /// What it looks like.
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

    /// What it looks like.
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

/// Which of a panel's two vertical axes something is measured on.
public enum AxisSide: Sendable {
    /// The axis on the left.
    case left
    /// The second axis, on the right.
    case right
}

/// Which way bars and intervals run.
public enum MarkDirection: Sendable {
    /// Up and down: the values are on a vertical axis.
    case vertical
    /// Left and right: the values are on the horizontal axis.
    case horizontal
}

/// Something drawn in a panel. Values that are not finite, or that a logarithmic axis does not have, are gaps.
public struct Mark: Sendable {
    /// What is drawn. The arrays of a shape are paired; where one is longer, its rest is not drawn.
    public enum Shape: Sendable {
        /// A line through points.
        case line(x: [Double], y: [Double], pen: Pen)
        /// A line that keeps a value until the next one's place.
        case step(x: [Double], y: [Double], pen: Pen)
        /// The area between two lines.
        case band(x: [Double], lower: [Double], upper: [Double], color: Color)
        /// A sign at every point.
        case points(x: [Double], y: [Double], marker: Marker)
        /// Lines from a lower to an upper value, across the places they stand at, with caps `cap` points wide.
        case intervals(
            at: [Double], lower: [Double], upper: [Double], pen: Pen, cap: Double, direction: MarkDirection = .vertical)
        /// Bars from `base` to their values, `width` wide as their places are measured.
        case bars(
            at: [Double], values: [Double], base: Double = 0, width: Double = 0.7, color: Color,
            direction: MarkDirection = .vertical)
        /// A line across the panel.
        case horizontalRule(y: Double, pen: Pen)
        /// A line from the panel's bottom to its top.
        case verticalRule(x: Double, pen: Pen)
        /// All between two places from the panel's bottom to its top; an infinite end is the panel's edge.
        case verticalSpan(from: Double, to: Double, color: Color)
        /// All between two values across the panel; an infinite end is the panel's edge.
        case horizontalSpan(from: Double, to: Double, color: Color)
        /// Texts in the middle of points; those without room are left out.
        case texts(x: [Double], y: [Double], texts: [RichText], color: Color)
        /// A rectangle of coloured cells.
        case cells(CellGrid)
        /// Small pictures in rows, with a line below each; they fill the panel, whatever its axes.
        case tiles([Tile])
    }

    /// What is drawn.
    public var shape: Shape
    /// The vertical axis it is measured on.
    public var side: AxisSide
    /// What the legend says of it; nil for nothing. Marks with one label share a line of the legend.
    public var label: String?

    /// A mark, on the left axis where nothing else is said.
    public init(_ shape: Shape, side: AxisSide = .left, label: String? = nil) {
        self.shape = shape
        self.side = side
        self.label = label
    }
}

/// A short text beside something in a panel. Where no place is free of data and other texts, it becomes a line of the
/// legend, or is left out.
public struct Annotation: Sendable {
    /// What it stands beside.
    public enum Anchor: Sendable {
        /// A vertical rule.
        case verticalRule(x: Double)
        /// A point on one of the vertical axes.
        case point(x: Double, y: Double, side: AxisSide)
        /// A vertical span: the text stands in its middle, upright where it is too narrow.
        case verticalSpan(from: Double, to: Double)
    }

    /// What it says.
    public var text: RichText
    /// What it stands beside.
    public var anchor: Anchor
    /// Its colour.
    public var color: Color
    /// What the legend shows beside the text when it had to move there.
    public var swatch: Pen
    /// Whether it is left out where it finds no place, since a legend would be no place for it.
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
