/// Figures in a column narrower than their preferred size.
extension Figure {
    /// A page of this width, in points, high enough for the panels, the wrapped names and the legend.
    public func size(inColumn width: Double) -> Size {
        let arranged = arranged(forWidth: width, theme)
        let heaviest = arranged.rows.map(\.weight).max() ?? 1
        let columns = Double(arranged.rows.map(\.panels.count).max() ?? 1)
        let heights = arranged.rows.map { row in
            let named = row.panels.map { Figure.height(ofNames: $0.y.ticks ?? [], width / columns, theme) }.max() ?? 0
            return max(named, theme.tickSize * 17 * row.weight / heaviest)
        }
        // Rows share the page by their weights. The row that needs most height for its weight decides.
        let unit = zip(heights, arranged.rows).map { $0 / $1.weight }.max() ?? 0
        let panels = unit * arranged.rows.reduce(0) { $0 + $1.weight }
        let gaps = Double(arranged.rows.count) * theme.labelSize * (arranged.sharesX ? 1.4 : 4.4)
        let inner = width - 2 * theme.margin
        let (legend, head) = (legendHeight(inner), headHeight(inner) + 2 * theme.margin)
        // A legend gets two fifths of what is below the headline.
        return Size(width, head + max(panels + gaps + theme.labelSize * 3.4 + legend, 2.6 * legend))
    }

    /// Height that rows need for their names, wrapped in a third of the page.
    private static func height(ofNames ticks: [AxisTick], _ width: Double, _ theme: Theme) -> Double {
        let letters = Double(ticks.map(\.label.plain.count).max() ?? 0)
        guard letters > 0 else { return 0 }
        let lines = min(max((letters * theme.tickSize * 0.66 / (width * 0.36)).rounded(.up), 1), 6)
        return Double(ticks.count) * max(theme.tickSize * 2.4, theme.tickSize * (1.25 * lines + 0.7))
    }

    private func legendHeight(_ width: Double) -> Double {
        var labels: [String] = []
        for label in rows.flatMap(\.panels).flatMap(\.marks).compactMap({ $0.label ?? $0.endLabel })
        where !labels.contains(label) {
            labels.append(label)
        }
        let size = theme.legendSize
        var (lines, place) = (labels.isEmpty ? 0.0 : 1.0, 0.0)
        for label in labels {
            let letters = size * 0.62 * Double(label.count)
            let needed = min(width, size * 4 + letters)
            if place > 0, place + needed > width {
                lines += 1
                place = 0
            }
            place += needed
            // A name longer than the line is wrapped.
            lines += min((letters / (width - size * 2.4)).rounded(.down), 3)
        }
        return lines * (size * 1.5).rounded(.up)
    }

    private func headHeight(_ width: Double) -> Double {
        func lines(_ text: String, _ size: Double) -> Double {
            text.isEmpty ? 0 : (Double(text.count) * size * 0.62 / width).rounded(.up) * size * 1.3
        }
        return lines(title, theme.titleSize) + lines(caption, theme.captionSize)
    }
}
