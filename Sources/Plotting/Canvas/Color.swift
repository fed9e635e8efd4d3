/// A colour in sRGB with opacity, each part from 0 to 1. It may have a counterpart for pages with dark ground.
public struct Color: Sendable, Equatable {
    /// Red, 0...1.
    public var red: Double
    /// Green, 0...1.
    public var green: Double
    /// Blue, 0...1.
    public var blue: Double
    /// Opacity: 0 is transparent, 1 is opaque.
    public var alpha: Double
    private var dark: Parts?

    private struct Parts: Sendable, Equatable {
        var red, green, blue, alpha: Double
    }

    /// A colour by its parts, each from 0 to 1.
    public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// An opaque colour written as in a style sheet: `Color(0x0072B2)`.
    public init(_ hex: UInt32) {
        self.init(
            red: Double(hex >> 16 & 255) / 255, green: Double(hex >> 8 & 255) / 255, blue: Double(hex & 255) / 255)
    }

    /// The counterpart for dark ground; nil if the colour is the same on both.
    public var onDark: Color? {
        dark.map { Color(red: $0.red, green: $0.green, blue: $0.blue, alpha: $0.alpha) }
    }

    /// The colour for light ground alone.
    var onLight: Color { Color(red: red, green: green, blue: blue, alpha: alpha) }

    /// The colour for light ground, with another one for dark ground. PNG and PDF files have the first.
    public func paired(withDark other: Color) -> Color {
        var color = self
        color.dark =
            other.red == red && other.green == green && other.blue == blue && other.alpha == alpha
            ? nil : Parts(red: other.red, green: other.green, blue: other.blue, alpha: other.alpha)
        return color
    }

    /// The same colour with another opacity.
    public func opacity(_ opacity: Opacity) -> Color {
        var (light, dark) = (onLight, onDark ?? onLight)
        (light.alpha, dark.alpha) = (opacity.value, opacity.onDark ?? opacity.value)
        return light.paired(withDark: dark)
    }

    /// The same colour with another opacity, from 0 to 1.
    public func opacity(_ alpha: Double) -> Color { opacity(Opacity(alpha)) }

    /// Full black.
    public static let black = Color(0x000000)
    /// Full white.
    public static let white = Color(0xFFFFFF)
}

/// How much a colour covers, from 0 to 1. It may have a counterpart for pages with dark ground.
public struct Opacity: Sendable, Equatable, ExpressibleByFloatLiteral {
    /// The share that is covered.
    public var value: Double
    /// The share on dark ground; nil if it is the same.
    public var onDark: Double?

    /// An opacity, and another one for dark ground if it differs.
    public init(_ value: Double, onDark: Double? = nil) {
        self.value = value
        self.onDark = onDark
    }

    /// The same opacity on light and on dark ground.
    public init(floatLiteral value: Double) { self.init(value) }

    /// Both values changed alike.
    package func map(_ change: (Double) -> Double) -> Opacity { Opacity(change(value), onDark: onDark.map(change)) }

    /// The opacity times a factor.
    public static func * (opacity: Opacity, factor: Double) -> Opacity { opacity.map { $0 * factor } }
}

/// The eight colours of Okabe and Ito (2008), told apart by readers with any common colour blindness.
public enum OkabeIto {
    /// Black.
    public static let black = Color(0x000000)
    /// Orange.
    public static let orange = Color(0xE69F00)
    /// Sky blue.
    public static let skyBlue = Color(0x56B4E9)
    /// Bluish green.
    public static let green = Color(0x009E73)
    /// Yellow: too pale for lines on white.
    public static let yellow = Color(0xF0E442)
    /// Blue.
    public static let blue = Color(0x0072B2)
    /// Vermillion.
    public static let vermillion = Color(0xD55E00)
    /// Reddish purple.
    public static let purple = Color(0xCC79A7)
}
