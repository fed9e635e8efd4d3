import Plotting

/// Letters that are all 0.6 of the font's size wide.
struct PlainMeasurer: TextMeasurer {
    func measure(_ text: String, _ font: Font) -> TextExtent {
        TextExtent(
            width: Double(text.count) * font.size * (font.isBold ? 0.68 : 0.6), ascent: font.size * 0.76,
            descent: font.size * 0.24)
    }
}

extension Figure {
    /// All texts of the figure at a size.
    func words(_ size: Size? = nil) -> [String] {
        plan(size: size, measuring: PlainMeasurer()).texts.map(\.text.flattened)
    }

    /// The line of its first panel with a label, or nil.
    func line(_ label: String, _ side: AxisSide = .left) -> [Double]? {
        for mark in rows[0].panels[0].marks where mark.label == label && mark.side == side {
            if case .line(_, let y, _) = mark.shape { return y }
        }
        return nil
    }
}
