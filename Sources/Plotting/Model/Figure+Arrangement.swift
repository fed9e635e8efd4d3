/// How a figure lies on pages of other shapes than it was made for.
extension Figure {
    /// A page of a medium for this figure.
    public func size(for medium: Theme.Medium) -> Size {
        let size = medium.size(for: preferredSize)
        // In a column's width panels above each other, and the legend above them, need more than their proportion.
        let isStack = rows.count > 1 || isStacked(onWidth: size.width, theme)
        guard medium == .paperSingle, isStack else { return size }
        return Size(size.width, size.width * 0.9)
    }

    /// Whether the panels of the first row stand above each other on a page of this width, in points.
    func isStacked(onWidth width: Double, _ theme: Theme) -> Bool {
        guard stacksWhereNarrow, rows.count == 1, let row = rows.first, row.panels.count > 1 else { return false }
        return width < Double(row.panels.count) * Figure.leastPanel * theme.labelSize
    }

    /// The figure as a page of this width shows it: its panels side by side, or above each other over one axis.
    func arranged(forWidth width: Double, _ theme: Theme) -> Figure {
        guard isStacked(onWidth: width, theme) else { return self }
        var figure = self
        figure.rows = rows.flatMap(\.panels).map { PanelRow([$0]) }
        let axes = Set(figure.rows.map { $0.panels[0].x.label })
        figure.sharesX = axes.count == 1
        return figure
    }

    /// The least width of a panel with its labels, in widths of the labels' type.
    private static let leastPanel = 22.0
}
