/// Marks that are made of rectangles and short lines.
extension MarkPlanner {
    /// A line's points with those that keep each value until the next one's place.
    func steps(_ xs: [Double], _ ys: [Double]) -> (x: [Double], y: [Double]) {
        let count = min(xs.count, ys.count)
        var (x, y): ([Double], [Double]) = ([], [])
        x.reserveCapacity(2 * count)
        y.reserveCapacity(2 * count)
        for index in 0..<count {
            x.append(xs[index])
            y.append(ys[index])
            if index + 1 < count, xs[index + 1].isFinite {
                x.append(xs[index + 1])
                y.append(ys[index])
            }
        }
        return (x, y)
    }

    /// Places of two ends, the lower value's first, within the axis; nil if nothing lies between them.
    func span(_ from: Double, _ to: Double, _ scale: Scale) -> (Double, Double)? {
        guard !from.isNaN, !to.isNaN, from <= to else { return nil }
        func place(_ value: Double) -> Double {
            let edge = value > 0 ? scale.end : scale.start
            guard let place = scale.position(of: value) else { return edge }
            return min(max(place, min(scale.start, scale.end)), max(scale.start, scale.end))
        }
        let (start, end) = (place(from), place(to))
        return start == end ? nil : (start, end)
    }

    func rect(_ rect: Rect, _ color: Color) -> [PlannedShape] {
        rect.width > 0 && rect.height > 0 ? [.rects([PlacedRect(rect: rect, color: color)])] : []
    }

    func intervals(
        _ at: [Double], _ lower: [Double], _ upper: [Double], _ pen: Pen, _ cap: Double, _ direction: MarkDirection,
        _ y: Scale
    ) -> [PlannedShape] {
        let isVertical = direction == .vertical
        let (across, along) = isVertical ? (x, y) : (y, x)
        var lines: [[Point]] = []
        for index in 0..<min(at.count, lower.count, upper.count) {
            guard let place = across.position(of: at[index]), place >= min(across.start, across.end) - 0.01,
                place <= max(across.start, across.end) + 0.01, let (low, high) = span(lower[index], upper[index], along)
            else { continue }
            func point(_ along: Double, _ offset: Double) -> Point {
                isVertical ? Point(place + offset, along) : Point(along, place + offset)
            }
            lines.append([point(low, 0), point(high, 0)])
            guard cap > 0 else { continue }
            for (end, value) in [(low, lower[index]), (high, upper[index])] {
                // An end beyond the panel has no cap.
                guard let place = along.position(of: value), abs(place - end) < 0.01 else { continue }
                lines.append([point(end, -cap / 2), point(end, cap / 2)])
            }
        }
        return lines.isEmpty ? [] : [.lines(lines, pen)]
    }

    func bars(
        _ at: [Double], _ values: [Double], _ base: Double, _ width: Double, _ color: Color,
        _ direction: MarkDirection, _ y: Scale
    ) -> [PlannedShape] {
        let isVertical = direction == .vertical
        let (across, along) = isVertical ? (x, y) : (y, x)
        var rects: [PlacedRect] = []
        for (place, value) in zip(at, values) where value.isFinite && along.position(of: value) != nil {
            guard let (low, high) = span(min(base, value), max(base, value), along),
                let (left, right) = span(place - width / 2, place + width / 2, across)
            else { continue }
            let (length, thickness) = (abs(high - low), abs(right - left))
            let rect =
                isVertical
                ? Rect(x: min(left, right), y: min(low, high), width: thickness, height: length)
                : Rect(x: min(low, high), y: min(left, right), width: length, height: thickness)
            rects.append(PlacedRect(rect: rect, color: color))
        }
        return rects.isEmpty ? [] : [.rects(rects)]
    }

    func cells(_ grid: CellGrid, _ y: Scale) -> [PlannedShape] {
        var rects: [PlacedRect] = []
        func isFilled(_ row: Int, _ column: Int) -> Bool {
            row < grid.values.count && column < grid.values[row].count && grid.values[row][column].isFinite
        }
        for (row, values) in grid.values.enumerated() {
            for (column, value) in values.enumerated() {
                guard var rect = cell(grid, row, column, y), let color = grid.colors.color(of: value) else { continue }
                // A little below the neighbours that are drawn later, so that no background shines between them.
                if isFilled(row, column + 1) { rect.width += 0.4 }
                if isFilled(row + 1, column) {
                    rect.y -= 0.4
                    rect.height += 0.4
                }
                rects.append(PlacedRect(rect: rect, color: color))
            }
        }
        return rects.isEmpty ? [] : [.rects(rects)]
    }

    /// The place of a cell; nil outside of the panel, and if the edges do not give it.
    func cell(_ grid: CellGrid, _ row: Int, _ column: Int, _ y: Scale) -> Rect? {
        guard row + 1 < grid.rowEdges.count, column + 1 < grid.columnEdges.count,
            let (left, right) = span(grid.columnEdges[column], grid.columnEdges[column + 1], x),
            let (bottom, top) = span(grid.rowEdges[row], grid.rowEdges[row + 1], y)
        else { return nil }
        return Rect(x: left, y: top, width: right - left, height: bottom - top)
    }
}
