/// A panel's axes with their place, and the room their labels take.
struct Frame {
    var panel: Panel
    var row: Int
    var column: Int
    var plot: Rect
    var x: AxisPlan
    var y: AxisPlan
    var right: AxisPlan?
    /// Whether the horizontal axis is written below this panel.
    var writesX: Bool
}

/// Finds the place of every panel: labels are measured, panels get the rest, and ticks follow from that. This is
/// repeated until all fits.
struct FramePlanner {
    let figure: Figure
    let theme: Theme
    let measurer: any TextMeasurer

    let extents: FigureExtents
    /// Width of the page.
    let pageWidth: Double

    /// Panels above each other have axes of their own if one is longer by more than this factor: on one axis the shorter
    /// one would be a sliver.
    private static let maxSharedRatio = 3.0

    /// Whether the panels of each column share one horizontal axis.
    private var sharesX: Bool { figure.sharesX && (0..<columns).allSatisfy(hasOneLength) }

    private func hasOneLength(_ column: Int) -> Bool {
        var lengths: [Double] = []
        for (row, line) in figure.rows.enumerated() where line.panels.count > column {
            let axis = line.panels[column].x
            guard axis.lower == nil || axis.upper == nil, let (low, high) = extents.panels[row][column].x,
                axis.scale == .linear || low > 0
            else { continue }
            let length = axis.scale == .linear ? high - low : logarithm10(high / low)
            if length > 0 { lengths.append(length) }
        }
        guard let shortest = lengths.min(), let longest = lengths.max() else { return true }
        return longest <= Self.maxSharedRatio * shortest
    }

    private var axes: AxisPlanner {
        AxisPlanner(
            measurer: measurer, font: theme.font(theme.tickSize), maxNameWidth: pageWidth * 0.36 * firstShare)
    }
    /// The first column's share of the page: a key beside it is narrow.
    private var firstShare: Double { (widths.first ?? 1) / max(widths.reduce(0, +), 1e-9) }
    private var columns: Int { figure.rows.map(\.panels.count).max() ?? 1 }

    /// Widths of the columns in relation to each other: of the panels above each other, the widest counts.
    private var widths: [Double] {
        (0..<columns).map { column in
            figure.rows.compactMap { $0.panels.count > column ? $0.panels[column].weight : nil }.filter { $0 > 0 }
                .max() ?? 1
        }
    }

    /// Distance of tick labels from the axis.
    var labelOffset: Double { theme.tickLength + theme.tickSize * 0.3 }
    /// Distance between tick labels and the axis' label.
    var labelGap: Double { theme.labelSize * 0.45 }
    /// Height that an axis' label takes.
    var labelHeight: Double { theme.labelSize * 1.2 }

    /// The frames of all panels within `body`, row by row, and the room left around them.
    func frames(in body: Rect) -> (frames: [Frame], margins: PanelMargins) {
        let basic = theme.tickSize * 4
        var margins = PanelMargins(
            left: Array(repeating: basic, count: columns), right: Array(repeating: theme.tickSize, count: columns),
            top: figure.rows.map { _ in theme.tickSize }, bottom: figure.rows.map { _ in theme.tickSize * 2 })
        var found = frames(in: body, margins)
        for pass in 0..<4 {
            let needed = self.margins(found)
            if needed == margins { break }
            // The first guess is replaced; after that room only grows, so that it comes to an end.
            margins = pass == 0 ? needed : margins.joined(needed)
            found = frames(in: body, margins)
        }
        return (found, margins)
    }

    private func frames(in body: Rect, _ margins: PanelMargins) -> [Frame] {
        let grid = PanelGrid(
            body: body, weights: figure.rows.map(\.weight), columns: widths, margins: margins,
            columnGap: theme.labelSize * 1.6, rowGap: theme.labelSize * 0.7)
        var frames: [Frame] = []
        for (row, line) in figure.rows.enumerated() {
            for (column, panel) in line.panels.enumerated() {
                let plot = grid.plot(row, column)
                let (y, right) = verticals(panel, extents.panels[row][column], over: plot)
                let isLast = !figure.rows[(row + 1)...].contains { $0.panels.count > column }
                frames.append(
                    Frame(
                        panel: panel, row: row, column: column, plot: plot,
                        x: axes.horizontal(panel.x, ends: endsX(panel, row, column), over: plot), y: y, right: right,
                        writesX: isLast || !sharesX))
            }
        }
        return frames
    }

    private func verticals(_ panel: Panel, _ extents: FigureExtents.Extents, over plot: Rect) -> (AxisPlan, AxisPlan?) {
        let ends = AxisRange.ends(panel.y, data: extents.left)
        guard let right = panel.right else { return (axes.vertical(panel.y, ends: ends, over: plot), nil) }
        return axes.twins(
            panel.y, ends: ends, right, rightEnds: AxisRange.ends(right, data: extents.right), over: plot)
    }

    private func endsX(_ panel: Panel, _ row: Int, _ column: Int) -> (Double, Double) {
        guard sharesX else { return AxisRange.ends(panel.x, data: extents.panels[row][column].x) }
        var extent: (Double, Double)?
        for line in extents.panels where line.count > column { extent = joined(extent, line[column].x) }
        return AxisRange.ends(panel.x, data: extent)
    }

    /// The room that the labels of these frames take.
    private func margins(_ frames: [Frame]) -> PanelMargins {
        var margins = PanelMargins(
            left: Array(repeating: 1, count: columns), right: Array(repeating: 1, count: columns),
            top: figure.rows.map { _ in 1 }, bottom: figure.rows.map { _ in 1 })
        for frame in frames {
            let room = self.room(frame)
            margins.left[frame.column] = max(margins.left[frame.column], room.left)
            margins.right[frame.column] = max(margins.right[frame.column], room.right)
            margins.top[frame.row] = max(margins.top[frame.row], room.top)
            margins.bottom[frame.row] = max(margins.bottom[frame.row], room.bottom)
        }
        return margins
    }

    private func room(_ frame: Frame) -> (left: Double, right: Double, top: Double, bottom: Double) {
        let panel = frame.panel
        if !panel.hasAxes { return (1, 1, panel.title.isEmpty ? 1 : theme.labelSize * 1.6, 1) }
        let (above, below) = overhangY(frame)
        var top = above + 1
        if let factor = factorHeight(frame) { top = max(top, factor + 4) }
        if !panel.title.isEmpty { top += theme.labelSize * 1.6 }
        var bottom = below + 1
        if frame.writesX {
            bottom = max(bottom, labelOffset + axes.labelSize(frame.x.labels).height)
            if !panel.x.label.isEmpty || frame.x.labels.factor != nil { bottom += labelGap + labelHeight }
        }
        func side(_ axis: Axis, _ plan: AxisPlan) -> (all: Double, label: Double) {
            let labels = axes.labelSize(plan.labels).width
            let lines = sideLabel(axis, frame, top: top, bottom: bottom).lines.count
            return (
                (labels > 0 ? labelOffset + labels : theme.tickLength) + (lines > 0 ? labelGap : 0)
                    + labelHeight * Double(lines), lines > 0 ? labelHeight * Double(lines) + 2 : 0
            )
        }
        let (leftSide, rightSide) = (side(panel.y, frame.y), frame.right.map { side(panel.right ?? panel.y, $0) })
        var (left, right) = (leftSide.all, rightSide?.all ?? 1)
        if let names = endLabels(panel) { right = max(right, names.width + 1) }
        if frame.writesX {
            let (before, after) = overhang(frame)
            left = max(left, before + leftSide.label)
            right = max(right, after + (rightSide?.label ?? 0))
            let label = bottomLabel(
                frame, left: left - leftSide.label - 1, right: right - (rightSide.map { $0.label + 1 } ?? 0))
            bottom += labelHeight * Double(max(label.lines.count, 1) - 1)
        }
        return (left, right, top, bottom)
    }

    /// The label of a vertical axis, beside a panel with some room above and below it.
    func sideLabel(_ axis: Axis, _ frame: Frame, top: Double, bottom: Double) -> AxisLabel {
        AxisLabel(
            axis.label, room: frame.plot.height + top + bottom - 2, font: theme.font(theme.labelSize),
            measurer: measurer)
    }

    /// The label of the horizontal axis, below a panel and some room on its left and right. A power of ten stands on its
    /// right.
    func bottomLabel(_ frame: Frame, left: Double, right: Double) -> AxisLabel {
        var room = frame.plot.width + max(0, left) + max(0, right)
        if let factor = frame.x.labels.factor {
            room = frame.plot.width - 2 * measurer.measure(factor, theme.font(theme.tickSize)).width - 12
        }
        return AxisLabel(frame.panel.x.label, room: room, font: theme.font(theme.labelSize), measurer: measurer)
    }

    /// The names beside the lines' ends of a panel; nil for none.
    func endLabels(_ panel: Panel) -> EndLabels? {
        EndLabels(panel, measurer: measurer, theme: theme, room: pageWidth * 0.3 / Double(columns))
    }

    /// How far the first and the last label of the horizontal axis reach beyond it.
    private func overhang(_ frame: Frame) -> (Double, Double) {
        var before = 0.0
        var after = 0.0
        for (tick, index) in zip(frame.x.ticks, frame.x.labels.labels.indices) {
            let lines = frame.x.labels.lines(index)
            let half = (lines.map { measurer.measure($0, theme.font(theme.tickSize)).width }.max() ?? 0) / 2
            before = max(before, half - (tick.position - frame.plot.minX))
            after = max(after, half - (frame.plot.maxX - tick.position))
        }
        return (before, after)
    }

    /// How far labels of the vertical axes reach above the highest and below the lowest place that they stand at.
    private func overhangY(_ frame: Frame) -> (Double, Double) {
        var (above, below) = (0.0, 0.0)
        let font = theme.font(theme.tickSize)
        let digit = measurer.measure("0", font).ascent
        for axis in [frame.y, frame.right].compactMap({ $0 }) {
            for (tick, index) in zip(axis.ticks, axis.labels.labels.indices) {
                let lines = axis.labels.lines(index)
                let more = Double(lines.count - 1) * font.size * TickLabels.lineHeight / 2
                let extents = lines.map { measurer.measure($0, font) }
                let ascent = (extents.first?.ascent ?? 0) - digit / 2 + more
                let descent = (extents.last?.descent ?? 0) + digit / 2 + more
                above = max(above, ascent - (tick.position - frame.plot.minY))
                below = max(below, descent - (frame.plot.maxY - tick.position))
            }
        }
        return (above, below)
    }

    /// Height of the powers of ten above a panel's vertical axes; nil if no axis has one.
    private func factorHeight(_ frame: Frame) -> Double? {
        [frame.y.labels.factor, frame.right?.labels.factor].compactMap { $0 }.map {
            let extent = measurer.measure($0, theme.font(theme.tickSize))
            return extent.ascent + extent.descent
        }.max()
    }
}
