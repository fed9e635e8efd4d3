extension Color {
    /// Relative luminance, 0 (black) ... 1 (white), of the opaque colour (WCAG 2.1, "relative luminance").
    package var luminance: Double {
        func linear(_ part: Double) -> Double {
            part <= 0.04045 ? part / 12.92 : exponential((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Contrast of two opaque colours, 1...21 (WCAG 2.1, "contrast ratio").
    package func contrast(with other: Color) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// The colour mixed with black on light ground, with white on dark, until text in it has a contrast of 4.5.
    package func legible(on ground: Color) -> Color {
        let goal = ground.luminance > 0.18 ? Color.black : Color.white
        var color = self
        for step in 1...20 where color.contrast(with: ground) < 4.5 {
            color = mixed(with: goal, Double(step) / 20)
        }
        return color
    }

    /// `share` of another colour and the rest of this one, part by part; opacity stays.
    package func mixed(with other: Color, _ share: Double) -> Color {
        func part(_ one: Double, _ two: Double) -> Double { one + (two - one) * share }
        return Color(
            red: part(red, other.red), green: part(green, other.green), blue: part(blue, other.blue), alpha: alpha)
    }
}
