/// A tick with a given place and label.
public struct AxisTick: Sendable, Equatable {
    /// Its value on the axis.
    public var value: Double
    /// The text beside it.
    public var label: RichText

    /// A tick at `value`.
    public init(_ value: Double, _ label: RichText) {
        self.value = value
        self.label = label
    }
}

/// One axis of a panel: its quantity, scale and range.
public struct Axis: Sendable, Equatable, ExpressibleByStringLiteral {
    /// The quantity with its unit; empty for none.
    public var label: String
    /// The quantity that it shows, such as "loss" for "training loss, smoothed"; empty for the label. Axes of one quantity
    /// are changed together (``Figure/changed(x:y:)``).
    public var quantity: String
    /// Linear or logarithmic.
    public var scale: ScaleKind
    /// Lower end; nil to take it from the data.
    public var lower: Double?
    /// Upper end; nil to take it from the data.
    public var upper: Double?
    /// Colour of its label and tick labels, darkened (or lightened) until legible; nil for the theme's ink.
    public var color: Color?
    /// Whether its ticks are whole numbers.
    public var wholeNumbers: Bool
    /// Possible values: no tick lies beyond them, such as an accuracy of 105 %.
    public var tickLimits: ClosedRange<Double>
    /// Room between the data and an end taken from the data, as a share of the data's extent.
    public var padding: Double
    /// Ticks with given labels; empty for an axis without ticks, nil to place numbers.
    public var ticks: [AxisTick]?
    /// Whether lines cross the panel at its ticks.
    public var hasGrid: Bool

    /// An axis. An end of its range that is not given is taken from the data.
    public init(
        _ label: String = "", scale: ScaleKind = .linear, lower: Double? = nil, upper: Double? = nil,
        color: Color? = nil, wholeNumbers: Bool = false,
        tickLimits: ClosedRange<Double> = -Double.infinity...Double.infinity, padding: Double = 0.05,
        ticks: [AxisTick]? = nil, hasGrid: Bool = true, quantity: String = ""
    ) {
        self.label = label
        self.quantity = quantity
        self.scale = scale
        self.lower = lower
        self.upper = upper
        self.color = color
        self.wholeNumbers = wholeNumbers
        self.tickLimits = tickLimits
        self.padding = padding
        self.ticks = ticks
        self.hasGrid = hasGrid
    }

    /// A linear axis by its label; its range is taken from the data.
    public init(stringLiteral label: String) { self.init(label) }

    /// An axis of names: the first at 0, the next at 1, half a place of room at both ends.
    public static func names(_ names: [String], label: String = "") -> Axis {
        Axis(
            label, lower: -0.5, upper: Double(max(names.count, 1)) - 0.5,
            ticks: names.enumerated().map { AxisTick(Double($0.offset), RichText($0.element)) }, hasGrid: false)
    }
}
