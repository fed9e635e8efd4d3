/// One axis of a panel: what it measures and over which range.
public struct Axis: Sendable, Equatable {
    /// What is measured, with its unit; empty for none.
    public var label: String
    /// Linear or logarithmic.
    public var scale: ScaleKind
    /// Lower end; nil to take it from the data.
    public var lower: Double?
    /// Upper end; nil to take it from the data.
    public var upper: Double?
    /// Colour of its label and tick labels; nil for the theme's ink.
    public var color: Color?
    /// Whether it counts something, so that its ticks are whole numbers.
    public var wholeNumbers: Bool
    /// Values that exist: no tick is written beyond them (an accuracy of 105 %).
    public var tickLimits: ClosedRange<Double>
    /// Room between the data and the ends that are taken from it, as a share of the data's extent.
    public var padding: Double

    /// An axis; its range is taken from the data where it is not given.
    public init(
        _ label: String = "", scale: ScaleKind = .linear, lower: Double? = nil, upper: Double? = nil,
        color: Color? = nil, wholeNumbers: Bool = false,
        tickLimits: ClosedRange<Double> = -Double.infinity...Double.infinity, padding: Double = 0.05
    ) {
        self.label = label
        self.scale = scale
        self.lower = lower
        self.upper = upper
        self.color = color
        self.wholeNumbers = wholeNumbers
        self.tickLimits = tickLimits
        self.padding = padding
    }
}
