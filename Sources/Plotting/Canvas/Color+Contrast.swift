extension Color {
    /// Relative luminance of the opaque colour on light ground, 0 (black) ... 1 (white): WCAG 2.1, "relative luminance".
    package var luminance: Double {
        func linear(_ part: Double) -> Double {
            part <= 0.04045 ? part / 12.92 : exponential((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Contrast of two opaque colours on light ground, 1...21: WCAG 2.1, "contrast ratio".
    package func contrast(with other: Color) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// The colour, mixed with black on light ground and with white on dark until text in it has a contrast of 4.5.
    package func legible(on ground: Color) -> Color {
        combined(with: ground) { color, ground in
            let goal = ground.luminance > 0.18 ? Color.black : Color.white
            var result = color
            for step in 1...20 where result.contrast(with: ground) < 4.5 {
                result = color.mixed(with: goal, Double(step) / 20)
            }
            return result
        }
    }

    /// `share` of another colour and the rest of this one, part by part. The opacity stays.
    package func mixed(with other: Color, _ share: Double) -> Color {
        func part(_ one: Double, _ two: Double) -> Double { one + (two - one) * share }
        return combined(with: other) { one, two in
            Color(
                red: part(one.red, two.red), green: part(one.green, two.green), blue: part(one.blue, two.blue),
                alpha: one.alpha)
        }
    }

    /// Combines two colours, and their counterparts for dark ground if either has one.
    package func combined(with other: Color, _ combine: (Color, Color) -> Color) -> Color {
        guard onDark != nil || other.onDark != nil else { return combine(self, other) }
        return combine(onLight, other.onLight).paired(withDark: combine(onDark ?? self, other.onDark ?? other))
    }
}
