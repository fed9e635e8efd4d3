/// The look of a line.
public struct Pen: Sendable, Equatable {
    /// The form of a line's ends.
    public enum Cap: Sendable {
        /// Cut off at the end point.
        case butt
        /// A half circle beyond it.
        case round
    }

    /// Colour with opacity.
    public var color: Color
    /// Width in points.
    public var width: Double
    /// Lengths drawn and skipped in turn, in points; empty for a line without gaps.
    public var dash: [Double]
    /// Ends of the line and of its dashes.
    public var cap: Cap

    /// A pen, without dashes and with cut-off ends by default.
    public init(_ color: Color, width: Double, dash: [Double] = [], cap: Cap = .butt) {
        self.color = color
        self.width = width
        self.dash = dash
        self.cap = cap
    }
}

/// A typeface at a size.
public struct Font: Sendable, Equatable {
    /// Family name as the system knows it.
    public var family: String
    /// Size of the em in points.
    public var size: Double
    /// Whether it is bold, if the family has a bold face.
    public var isBold: Bool

    /// A font of a family at a size.
    public init(family: String, size: Double, isBold: Bool = false) {
        self.family = family
        self.size = size
        self.isBold = isBold
    }

    /// The same face at `factor` times the size.
    public func scaled(by factor: Double) -> Font {
        Font(family: family, size: size * factor, isBold: isBold)
    }
}
