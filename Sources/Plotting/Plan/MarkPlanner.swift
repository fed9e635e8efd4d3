/// Turns marks into shapes with places.
struct MarkPlanner {
    let plot: Rect
    let x: Scale
    let left: Scale
    let right: Scale?
    /// Side of a pixel, in points.
    let pixel: Double

    /// Coordinates are limited to this area; the canvas clips them to the plot.
    var reach: Rect {
        plot.inset(by: -max(plot.width, plot.height))
    }

    /// The scale of a mark's vertical axis; nil if the panel has no such axis.
    func scale(_ side: AxisSide) -> Scale? {
        side == .left ? left : right
    }

    /// The shapes of a mark, from back to front; empty if no part of it is visible.
    func shapes(_ mark: Mark) -> [PlannedShape] {
        guard let y = scale(mark.side) else { return [] }
        switch mark.shape {
        case .line(let xs, let ys, let pen): return [line(stretches(xs, ys, y), pen)].compactMap { $0 }
        case .step(let xs, let ys, let pen):
            let (x, heights) = steps(xs, ys)
            return [line(stretches(x, heights, y), pen)].compactMap { $0 }
        case .band(let xs, let lower, let upper, let color):
            let areas = bands(xs, lower, upper, y)
            return areas.isEmpty ? [] : [.areas(areas, color)]
        case .points(let xs, let ys, let marker):
            let points = runs(xs, ys, y).flatMap { $0 }.compactMap { shown($0, mark.beyond) }
            return points.isEmpty ? [] : [.markers(points, marker)]
        case .intervals(let at, let lower, let upper, let pen, let cap, let direction):
            return intervals(at, lower, upper, pen, cap, direction, y)
        case .bars(let at, let values, let base, let width, let color, let direction):
            return bars(at, values, base, width, color, direction, y)
        case .horizontalRule(let value, let pen):
            guard let place = y.position(of: value), place >= plot.minY - 0.01, place <= plot.maxY + 0.01 else {
                return []
            }
            return [.lines([[Point(plot.minX, place), Point(plot.maxX, place)]], pen)]
        case .verticalRule(let value, let pen):
            guard let place = x.position(of: value), place >= plot.minX - 0.01, place <= plot.maxX + 0.01 else {
                return []
            }
            return [.lines([[Point(place, plot.maxY), Point(place, plot.minY)]], pen)]
        case .verticalSpan(let from, let to, let color):
            guard let (left, right) = span(from, to, x) else { return [] }
            return rect(Rect(x: left, y: plot.minY, width: right - left, height: plot.height), color)
        case .horizontalSpan(let from, let to, let color):
            guard let (one, other) = span(from, to, y) else { return [] }
            return rect(
                Rect(x: plot.minX, y: min(one, other), width: plot.width, height: abs(other - one)), color)
        case .cells(let grid): return cells(grid, y)
        // MarkTexts places these, since they depend on the size of text.
        case .texts, .tiles: return []
        }
    }

    /// The place of a sign; nil if it is not drawn.
    private func shown(_ point: Point, _ beyond: Mark.Beyond) -> Point? {
        guard beyond != .hidden else { return plot.inset(by: -1).contains(point) ? point : nil }
        guard point.x >= plot.minX - 1, point.x <= plot.maxX + 1 else { return nil }
        let inset = plot.height * 0.015
        if point.y < plot.minY { return Point(point.x, plot.minY + inset) }
        if point.y > plot.maxY { return Point(point.x, plot.maxY - inset) }
        return beyond == .atEdge ? point : nil
    }

    /// Runs of points between gaps.
    private func runs(_ xs: [Double], _ ys: [Double], _ y: Scale) -> [[Point]] {
        let reach = reach
        var result: [[Point]] = []
        var run: [Point] = []
        for index in 0..<min(xs.count, ys.count) {
            if let px = x.position(of: xs[index]), let py = y.position(of: ys[index]) {
                // Beyond a million points from the page only the direction counts.
                run.append(Point(min(max(px, reach.minX), reach.maxX), min(max(py, -1e6), 1e6)))
            } else if !run.isEmpty {
                result.append(run)
                run = []
            }
        }
        if !run.isEmpty { result.append(run) }
        return result
    }
}

extension Rect {
    /// Whether a point lies within or on the edge.
    func contains(_ point: Point) -> Bool {
        point.x >= minX && point.x <= maxX && point.y >= minY && point.y <= maxY
    }
}
