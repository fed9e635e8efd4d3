/// The arrangement of a figure on pages of other shapes than its preferred one.
extension Figure {
    /// A page of a medium for this figure.
    public func size(for medium: Theme.Medium) -> Size {
        let size = medium.size(for: preferredSize)
        // Panels above each other in a column need more height than the figure's proportion gives.
        let isStack = rows.count > 1 || isStacked(onWidth: size.width, theme)
        guard medium == .paperSingle, isStack else { return size }
        return Size(size.width, size.width * 0.9)
    }

    /// A page of a medium for this figure, as high as its content needs. Pages of pictures are as high as the pictures. Paper
    /// is higher than the figure's proportion if legend and labels would leave too little room for the curves.
    public func size(for medium: Theme.Medium, measuring measurer: any TextMeasurer) -> Size {
        var size = size(for: medium)
        if isOfPictures, medium != .slide {
            let tall = Size(size.width, max(size.height, size.width * 2))
            size.height = planner(tall, measurer).pictureHeight() ?? size.height
            return size
        }
        if medium == .paperSingle || medium == .paperDouble { growForPanels(&size, measurer) }
        if medium != .slide { growForLegend(&size, measurer) }
        return size
    }

    /// Raises a page of paper until every row and every axis has its name, and panels have a fair share of the page.
    private func growForPanels(_ size: inout Size, _ measurer: any TextMeasurer) {
        // Rows with names take the height of their type, however narrow the page.
        if rows.flatMap(\.panels).contains(where: { $0.y.ticks?.isEmpty == false }) {
            let height = preferredSize.height * theme.tickSize / Theme.light.tickSize
            size.height = max(size.height, min(height, size.width * 1.6))
        }
        for _ in 0..<4 {
            let planner = planner(size, measurer)
            let plan = planner.plan()
            let rows = planner.figure.rows
            let share = 0.5 / Double(rows.indices.count { !planner.figure.isMinor($0) })
            var missing = 0.0
            for row in rows.indices where !planner.figure.isMinor(row) {
                let before = rows[..<row].reduce(0) { $0 + $1.panels.count }
                let plots = plan.panels[before..<before + rows[row].panels.count].map(\.plot)
                let wanted = max((plots.map(\.width).max() ?? 0) * share, theme.tickSize * 3)
                missing += max(0, wanted - (plots.map(\.height).min() ?? 0)) * 1.2
            }
            if missing < 1 { break }
            size.height = min(size.height + missing, max(size.height, size.width * 1.6))
        }
        while size.height < size.width * 2 {
            let plan = plan(size: size, measuring: measurer)
            if plan.isNamed && (plan.labelsAreWhole || size.height >= size.width * 1.6) { break }
            size.height += theme.tickSize * 2
        }
    }

    /// Raises a page until its legend has every entry.
    private func growForLegend(_ size: inout Size, _ measurer: any TextMeasurer) {
        let limit = size.width * 2.6
        // A legend of few entries has room on every page.
        guard Set(rows.flatMap(\.panels).flatMap(\.marks).compactMap { $0.label ?? $0.endLabel }).count > 4 else {
            return
        }
        while size.height < limit {
            let missing = planner(size, measurer).plan().omitted.count { $0.role == .legend }
            if missing == 0 { break }
            size.height = min(limit, size.height + theme.legendSize * max(3, Double(missing) * 1.5))
        }
    }

    /// Whether the panels of a row stand above each other on a page of this width, in points.
    func isStacked(onWidth width: Double, _ theme: Theme) -> Bool {
        let columns = rows.map(\.panels.count).max() ?? 1
        guard stacksIfNarrow, columns > 1 else { return false }
        return width < Double(columns) * Figure.minPanel * theme.labelSize
    }

    /// The figure as arranged on a page of this width: its panels side by side or above each other. Panels above each other
    /// with the same horizontal axis share it.
    func arranged(forWidth width: Double, _ theme: Theme) -> Figure {
        guard isStacked(onWidth: width, theme) else { return self }
        var figure = self
        figure.rows = rows.flatMap { row in row.panels.map { PanelRow(weight: row.weight, [$0]) } }
        let axes = Set(figure.rows.map { $0.panels[0].x.label })
        figure.sharesX = axes.count == 1
        return figure
    }

    /// Smallest width of a panel with its labels, in multiples of the labels' size.
    private static let minPanel = 22.0
}
