/// Whether a figure can be read on a page.
extension Figure {
    /// Whether all names of lines and axes fit uncut, panels are large enough, and type has 4.8 points or more.
    /// Captions and pale entries of a legend may be missing.
    public func isReadable(on size: Size, measuring measurer: any TextMeasurer) -> Bool {
        plan(size: size, measuring: measurer).isReadable
    }

    /// Whether every row has its name. The page of a medium must give that, too.
    public func isNamed(on size: Size, measuring measurer: any TextMeasurer) -> Bool {
        plan(size: size, measuring: measurer).isNamed
    }

    /// A small page on which the figure can be read, a whole number of points wide. It has the proportions of `size` if
    /// such a page exists, otherwise those of the figure.
    /// - Returns: nil if the figure cannot be read on a page eight times as wide either.
    public func leastReadable(like size: Size, measuring measurer: any TextMeasurer) -> Size? {
        least(like: size, measurer) ?? least(like: preferredSize, measurer)
    }

    private func least(like size: Size, _ measurer: any TextMeasurer) -> Size? {
        func page(_ factor: Double) -> Size {
            Size((size.width * factor).rounded(.up), (size.height * factor).rounded(.up))
        }
        var factor = 1.0
        while factor < 8 {
            if isReadable(on: page(factor), measuring: measurer) { return page(factor) }
            factor *= 1.06
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
        if theme.tickSize < 4.8 || !isNamed { return false }
        if omitted.contains(where: { Self.needed.contains($0.role) && !$0.isFaint }) { return false }
        if texts.contains(where: { Self.needed.contains($0.role) && $0.isCut }) { return false }
        return panels.allSatisfy { panel in
            !panel.hasAxes
                || panel.plot.width >= minWidth(panel) && panel.plot.height >= 2 * theme.tickSize
                    && panel.x.namesAll
        }
    }

    /// Whether every row has its name.
    var isNamed: Bool {
        panels.allSatisfy { !$0.hasAxes || $0.y.namesAll && $0.right?.namesAll != false }
    }

    /// Whether the names of vertical axes are whole.
    var labelsAreWhole: Bool { !texts.contains { ($0.role == .yLabel || $0.role == .rightLabel) && $0.isCut } }

    /// Width that a panel needs. A key has no numbers below it.
    private func minWidth(_ panel: PanelPlan) -> Double {
        guard panel.isSlim else { return 6 * theme.tickSize }
        return panel.x.ticks.isEmpty ? 0.5 * theme.tickSize : 2 * theme.tickSize
    }
}
