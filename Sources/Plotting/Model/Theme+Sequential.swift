extension Theme {
    /// The theme with series colours for `count` values in ascending order.
    ///
    /// They run from pale to strong on light ground, from dim to bright on dark ground. Their lightness changes in even
    /// steps, so grey print keeps their order.
    ///
    /// Colours: viridis, by Stéfan van der Walt and Nathaniel Smith (matplotlib, 2015).
    public func sequential(_ count: Int) -> Theme {
        var theme = self
        let light = Theme.viridis(count, from: 0.8, to: 0.02)
        let dark = Theme.viridis(count, from: 0.34, to: 0.98)
        if background.onDark != nil {
            theme.seriesColors = zip(light, dark).map { $0.paired(withDark: $1) }
        } else {
            theme.seriesColors = background.luminance > 0.18 ? light : dark
        }
        return theme
    }

    private static func viridis(_ count: Int, from start: Double, to end: Double) -> [Color] {
        let map = ColorMap(lower: 0, upper: 1, stops: viridis)
        return (0..<max(count, 0)).compactMap { index in
            let share = count > 1 ? Double(index) / Double(count - 1) : 0.5
            return map.color(of: start + (end - start) * share)
        }
    }

    private static let viridis = [
        Color(0x440154), Color(0x482475), Color(0x414487), Color(0x355F8D), Color(0x2A788E), Color(0x21918C),
        Color(0x22A884), Color(0x44BF70), Color(0x7AD151), Color(0xBDDF26), Color(0xFDE725),
    ]
}
