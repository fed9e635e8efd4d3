/// A tick whose place and label are given.
public struct AxisTick: Sendable, Equatable {
    /// Its value on the axis.
    public var value: Double
    /// What stands beside it.
    public var label: RichText

    /// A tick at `value`.
    public init(_ value: Double, _ label: RichText) {
        self.value = value
        self.label = label
    }
}

/// One axis of a panel: what it measures and over which range.
public struct Axis: Sendable, Equatable, ExpressibleByStringLiteral {
    /// What is measured, with its unit; empty for none.
    public var label: String
    /// Linear or logarithmic.
    public var scale: ScaleKind
    /// Lower end; nil to take it from the data.
    public var lower: Double?
    /// Upper end; nil to take it from the data.
    public var upper: Double?
    /// Colour of its label and tick labels, made darker (or lighter) until it can be read; nil for the theme's ink.
    public var color: Color?
    /// Whether it counts something, so that its ticks are whole numbers.
    public var wholeNumbers: Bool
    /// Values that exist: no tick is written beyond them (an accuracy of 105 %).
    public var tickLimits: ClosedRange<Double>
    /// Room between the data and the ends that are taken from it, as a share of the data's extent.
    public var padding: Double
    /// The ticks, where they are names and not numbers; empty for an axis without ticks, nil to place numbers.
    public var ticks: [AxisTick]?
    /// Whether lines cross the panel at its ticks.
    public var hasGrid: Bool

    /// An axis; its range is taken from the data where it is not given.
    public init(
        _ label: String = "", scale: ScaleKind = .linear, lower: Double? = nil, upper: Double? = nil,
        color: Color? = nil, wholeNumbers: Bool = false,
        tickLimits: ClosedRange<Double> = -Double.infinity...Double.infinity, padding: Double = 0.05,
        ticks: [AxisTick]? = nil, hasGrid: Bool = true
    ) {
        self.label = label
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
