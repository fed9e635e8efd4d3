extension Theme {
    /// The page's ground.
    public enum Ground: String, Sendable, CaseIterable {
        /// Dark lines on white.
        case light
        /// Light lines on a dark page.
        case dark
    }

    /// The theme of a ground, sized for a medium.
    public static func of(_ ground: Ground, for medium: Medium) -> Theme {
        (ground == .light ? Theme.light : Theme.dark).sized(for: medium)
    }

    /// The medium that a figure is read on.
    public enum Medium: String, Sendable, CaseIterable {
        /// A page on a screen.
        case screen
        /// One column of a paper, 85 mm wide.
        case paperSingle = "paper_single"
        /// The width of both columns of a paper, 180 mm.
        case paperDouble = "paper_double"
        /// A slide, read from afar.
        case slide

        /// Pixels per inch of pictures: 144 (two to the point) on screens, 300 for print.
        public var dpi: Int {
            switch self {
            case .screen, .slide: 144
            case .paperSingle, .paperDouble: 300
            }
        }

        /// A page of this medium for a figure that prefers `preferred` points on a screen. On paper the page is as wide as
        /// the columns and keeps the figure's proportions, within 3:2 and 20:7.
        public func size(for preferred: Size) -> Size {
            let proportion = preferred.width > 0 ? preferred.height / preferred.width : 0.6
            func paper(_ width: Double) -> Size { Size(width, width * min(max(proportion, 0.35), 2.0 / 3)) }
            switch self {
            case .screen: return preferred
            case .paperSingle: return paper(Size.points(millimetres: 85))
            case .paperDouble: return paper(Size.points(millimetres: 180))
            case .slide: return Size(960, 540)
            }
        }
    }

    /// Light lines on a dark page.
    public static let dark = Theme.light.darkened()

    /// Colours of ``light`` with those of ``dark`` as their counterparts: one drawing for pages of both grounds.
    public static let adaptive: Theme = {
        var theme = Theme.light
        for color in [
            \Theme.background, \.ink, \.faintInk, \.spine.color, \.grid.color, \.rule.color, \.first, \.second,
            \.highlight, \.neutral,
        ] as [WritableKeyPath<Theme, Color>] {
            theme[keyPath: color] = theme[keyPath: color].paired(withDark: dark[keyPath: color])
        }
        for opacity in [\Theme.rawOpacity, \.bandOpacity, \.spanOpacity] {
            theme[keyPath: opacity].onDark = dark[keyPath: opacity].value
        }
        theme.seriesColors = zip(light.seriesColors, dark.seriesColors).map { $0.paired(withDark: $1) }
        return theme
    }()

    /// The theme with type and lines for a medium; colours stay.
    public func sized(for medium: Medium) -> Theme {
        switch medium {
        case .screen: return self
        case .paperSingle: return resized(type: [8, 6.4, 7.4, 6.8, 6.6], weight: 0.58, margin: 3, medium)
        case .paperDouble: return resized(type: [9, 7.2, 8.2, 7.4, 7.2], weight: 0.65, margin: 3, medium)
        case .slide: return resized(type: [25, 17, 18.5, 17, 16.5], weight: 1.75, margin: 20, medium)
        }
    }

    /// The theme for pages as narrow as a phone's screen, 300 to 400 points. Its type stays readable and never shrinks.
    public func narrowed() -> Theme {
        var theme = resized(type: [12.5, 10, 10.5, 10, 10], weight: 0.8, margin: 4, .paperSingle)
        (theme.minShrink, theme.designSize) = (1, Size(300, 200))
        return theme
    }

    private func resized(type: [Double], weight: Double, margin: Double, _ medium: Medium) -> Theme {
        var theme = self
        (theme.titleSize, theme.captionSize, theme.labelSize) = (type[0], type[1], type[2])
        (theme.tickSize, theme.legendSize) = (type[3], type[4])
        theme.margin = margin
        theme.tickLength *= max(weight, 0.65)
        theme.markerSize *= weight
        theme.rule = rule.scaled(by: weight)
        theme.rawWidth *= weight
        theme.averageWidth *= weight
        theme.spine = spine.scaled(by: weight)
        theme.grid = grid.scaled(by: weight)
        theme.weight *= weight
        theme.designSize = medium.size(for: Size(3, 2))
        theme.minShrink = medium == .slide ? 0.7 : 0.85
        theme.roomBeforeGrowth = medium == .slide ? 1.5 : .infinity
        // A paper's own caption says more: an eighth of a column is enough for both.
        if medium != .slide { (theme.titleShare, theme.captionShare) = (0.12, 0.08) }
        return theme
    }

    private func darkened() -> Theme {
        var theme = self
        theme.background = Color(0x15181C)
        theme.ink = Color(0xE8E8E8)
        theme.faintInk = Color(0xA6ABB2)
        theme.spine.color = Color(0x9AA0A8)
        theme.grid.color = Color.white.opacity(0.24)
        theme.rule.color = Color(0xB0B5BC)
        theme.first = Theme.seriesOnBlack[0]
        theme.second = Theme.seriesOnBlack[1]
        theme.highlight = Color(0xFF8552)
        theme.neutral = Color(0xF5F5F5)
        theme.rawOpacity = 0.45
        theme.bandOpacity = 0.28
        theme.spanOpacity = 0.14
        theme.seriesColors = Theme.seriesOnBlack
        return theme
    }
}

extension Size {
    /// A length on paper, in points.
    public static func points(millimetres: Double) -> Double { millimetres * 72 / 25.4 }

    /// A size on paper.
    public static func millimetres(_ width: Double, _ height: Double) -> Size {
        Size(points(millimetres: width), points(millimetres: height))
    }
}
