/// Whether a figure can be read on a page.
extension Figure {
    /// Whether all names of lines and axes fit uncut, panels are large enough, and type has 4.8 points or more.
    /// Captions and pale entries of a legend may be missing.
    public func isReadable(on size: Size, measuring measurer: any TextMeasurer) -> Bool {
        plan(size: size, measuring: measurer).isReadable
    }

    /// The smallest page on which the figure can be read, with a page's proportions: a whole number of points wide.
    /// - Returns: nil if the figure cannot be read on a page eight times as wide either.
    public func leastReadable(like size: Size, measuring measurer: any TextMeasurer) -> Size? {
        func page(_ factor: Double) -> Size {
            Size((size.width * factor).rounded(.up), (size.height * factor).rounded(.up))
        }
        var factor = 1.0
        while factor < 8 {
            factor *= 1.06
            if isReadable(on: page(factor), measuring: measurer) { return page(factor) }
        }
        return nil
    }
}

extension FigurePlan {
    /// Roles of texts without which a figure cannot be read.
    private static let needed: Set<TextRole> = [
        .legend, .lineEnd, .xTick, .yTick, .rightTick, .xLabel, .yLabel, .rightLabel,
    ]

    /// Whether type and panels are large enough, and no name of a line or an axis is missing or cut.
    var isReadable: Bool {
        if theme.tickSize < 4.8 { return false }
        if omitted.contains(where: { Self.needed.contains($0.role) && !$0.isFaint }) { return false }
        if texts.contains(where: { Self.needed.contains($0.role) && $0.isCut }) { return false }
        return panels.allSatisfy { panel in
            !panel.hasAxes || panel.plot.width >= 6 * theme.tickSize && panel.plot.height >= 2 * theme.tickSize
        }
    }
}
