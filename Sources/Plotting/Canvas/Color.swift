/// A colour in sRGB with opacity, each part from 0 to 1.
public struct Color: Sendable, Equatable {
    /// Red, 0...1.
    public var red: Double
    /// Green, 0...1.
    public var green: Double
    /// Blue, 0...1.
    public var blue: Double
    /// Opacity: 0 is not seen, 1 covers.
    public var alpha: Double

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

    /// The same colour with another opacity.
    public func opacity(_ alpha: Double) -> Color {
        var color = self
        color.alpha = alpha
        return color
    }

    /// Full black.
    public static let black = Color(0x000000)
    /// Full white.
    public static let white = Color(0xFFFFFF)
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
