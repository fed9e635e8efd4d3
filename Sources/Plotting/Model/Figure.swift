/// One coordinate system of a figure, with its marks.
public struct Panel: Sendable {
    /// The line above it; empty for none.
    public var title: String
    /// The horizontal axis.
    public var x: Axis
    /// The vertical axis on the left.
    public var y: Axis
    /// The vertical axis on the right; nil for none.
    public var right: Axis?
    /// The marks, from back to front.
    public var marks: [Mark]
    /// Texts beside points and rules.
    public var annotations: [Annotation]
    /// Whether its axes are drawn and its ticks written; pictures and colour keys have none.
    public var hasAxes: Bool
    /// Its width in relation to the other panels of its row. Of panels above each other, the widest counts.
    public var weight: Double

    /// A panel.
    public init(
        title: String = "", x: Axis, y: Axis, right: Axis? = nil, marks: [Mark] = [], annotations: [Annotation] = [],
        hasAxes: Bool = true, weight: Double = 1
    ) {
        self.title = title
        self.x = x
        self.y = y
        self.right = right
        self.marks = marks
        self.annotations = annotations
        self.hasAxes = hasAxes
        self.weight = weight
    }
}

/// A row of panels, of equal width unless their weights differ.
public struct PanelRow: Sendable {
    /// Its height in relation to the other rows.
    public var weight: Double
    /// From left to right; at least one.
    public var panels: [Panel]

    /// A row of panels.
    public init(weight: Double = 1, _ panels: [Panel]) {
        precondition(weight > 0 && !panels.isEmpty, "a row of panels needs a height and a panel")
        self.weight = weight
        self.panels = panels
    }
}

/// A page with a title and rows of panels: the content of a drawing, without its layout.
public struct Figure: Sendable {
    /// The headline, wrapped if it is long; empty for none.
    public var title: String
    /// A smaller line below that describes the data; empty for none.
    public var caption: String
    /// Rows of panels from top to bottom; at least one.
    public var rows: [PanelRow]
    /// Whether panels above each other share one horizontal axis, labelled below the last panel. They do not if one panel's
    /// data are more than three times as long as another's.
    public var sharesX: Bool
    /// Whether the panels of a row stand above each other on a page too narrow for them.
    public var stacksIfNarrow: Bool
    /// Size that it is designed for, in points.
    public var preferredSize: Size
    /// Colours, type sizes, line widths.
    public var theme: Theme

    /// A figure.
    public init(
        title: String = "", caption: String = "", rows: [PanelRow], sharesX: Bool = false,
        stacksIfNarrow: Bool = false, preferredSize: Size = Size(640, 420), theme: Theme = .light
    ) {
        precondition(!rows.isEmpty, "a figure needs a row of panels")
        self.title = title
        self.caption = caption
        self.rows = rows
        self.sharesX = sharesX
        self.stacksIfNarrow = stacksIfNarrow
        self.preferredSize = preferredSize
        self.theme = theme
    }
}
