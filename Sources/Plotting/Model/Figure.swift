/// One coordinate system of a figure with what is drawn in it.
public struct Panel: Sendable {
    /// What stands above it; empty for nothing.
    public var title: String
    /// The horizontal axis.
    public var x: Axis
    /// The vertical axis on the left.
    public var y: Axis
    /// The vertical axis on the right; nil for none.
    public var right: Axis?
    /// What is drawn, from back to front.
    public var marks: [Mark]
    /// Texts beside points and rules.
    public var annotations: [Annotation]
    /// Whether its axes are drawn and its ticks written; pictures and colour keys have none.
    public var hasAxes: Bool
    /// Its width in relation to the other panels of its row; above each other, the widest counts.
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

/// A row of panels; where nothing else is said, of equal width.
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

/// A page with a title and rows of panels: a value that says what is to be seen, not yet where.
public struct Figure: Sendable {
    /// The headline; wrapped where it is long. Empty for none.
    public var title: String
    /// A smaller line below: what the figure shows, of what. Empty for none.
    public var caption: String
    /// Rows of panels from top to bottom; at least one.
    public var rows: [PanelRow]
    /// Whether panels above each other have one horizontal axis, written below the last.
    public var sharesX: Bool
    /// Whether the panels of a row may stand above each other on a page too narrow for them.
    public var stacksWhereNarrow: Bool
    /// Size it is made for, in points.
    public var preferredSize: Size
    /// Colours, type sizes, line widths.
    public var theme: Theme

    /// A figure.
    public init(
        title: String = "", caption: String = "", rows: [PanelRow], sharesX: Bool = false,
        stacksWhereNarrow: Bool = false, preferredSize: Size = Size(640, 420), theme: Theme = .light
    ) {
        precondition(!rows.isEmpty, "a figure needs a row of panels")
        self.title = title
        self.caption = caption
        self.rows = rows
        self.sharesX = sharesX
        self.stacksWhereNarrow = stacksWhereNarrow
        self.preferredSize = preferredSize
        self.theme = theme
    }
}
