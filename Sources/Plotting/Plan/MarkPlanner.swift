/// Turns marks into shapes with places.
struct MarkPlanner {
    let plot: Rect
    let x: Scale
    let left: Scale
    let right: Scale?
    /// Side of a pixel, in points.
    let pixel: Double

    /// Coordinates are kept within this, which the canvas clips anyway.
    private var reach: Rect {
        plot.inset(by: -max(plot.width, plot.height))
    }

    /// The scale of a mark's vertical axis; nil where the panel has no such axis.
    func scale(_ side: AxisSide) -> Scale? {
        side == .left ? left : right
    }

    /// What a mark looks like; nil where nothing of it can be seen.
    func shape(_ mark: Mark) -> PlannedShape? {
        guard let y = scale(mark.side) else { return nil }
        switch mark.shape {
        case .line(let xs, let ys, let pen):
            return line(runs(xs, ys, y), pen)
        case .band(let xs, let lower, let upper, let color):
            let areas = bandRuns(xs, lower, upper, y)
            return areas.isEmpty ? nil : .areas(areas, color)
        case .points(let xs, let ys, let marker):
            let points = runs(xs, ys, y).flatMap { $0 }.filter { plot.inset(by: -1).contains($0) }
            return points.isEmpty ? nil : .markers(points, marker)
        case .horizontalRule(let value, let pen):
            guard let place = y.position(of: value), place >= plot.minY - 0.01, place <= plot.maxY + 0.01 else {
                return nil
            }
            return .lines([[Point(plot.minX, place), Point(plot.maxX, place)]], pen)
        case .verticalRule(let value, let pen):
            guard let place = x.position(of: value), place >= plot.minX - 0.01, place <= plot.maxX + 0.01 else {
                return nil
            }
            return .lines([[Point(place, plot.maxY), Point(place, plot.minY)]], pen)
        }
    }

    /// Stretches of points between gaps.
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

    private func line(_ runs: [[Point]], _ pen: Pen) -> PlannedShape? {
        // A value between two gaps is a dot.
        let dots = runs.filter { $0.count == 1 }.flatMap { $0 }.filter { plot.inset(by: -1).contains($0) }
        if dots.count == runs.count {
            let size = max(pen.width * 2, 3)
            return dots.isEmpty ? nil : .markers(dots, Marker(.circle, size: size, fill: pen.color))
        }
        var areas: [[Point]] = []
        var lines: [[Point]] = []
        for run in runs {
            let near = LineClipping.clipped(run, top: reach.minY, bottom: reach.maxY)
            if pen.dash.isEmpty, let area = LineThinning.dense(near, width: pen.width, pixel: pixel) {
                areas.append(area)
            } else if run.count == 1 {
                lines.append([run[0], Point(run[0].x + pen.width, run[0].y)])
            } else {
                let envelope = LineThinning.envelope(near, column: pixel / 4)
                lines.append(LineThinning.straightened(envelope, tolerance: pixel * 0.08))
            }
        }
        if lines.isEmpty { return .areas(areas, pen.color) }
        // Rare: a line that is dense in one stretch and not in another is stroked all along.
        if !areas.isEmpty {
            lines = runs.map {
                LineThinning.envelope(
                    LineClipping.clipped($0, top: reach.minY, bottom: reach.maxY), column: pixel)
            }
        }
        return .lines(lines, pen)
    }

    private func bandRuns(_ xs: [Double], _ lower: [Double], _ upper: [Double], _ y: Scale) -> [[Point]] {
        var areas: [[Point]] = []
        var low: [Point] = []
        var high: [Point] = []
        func finish() {
            if !low.isEmpty {
                if low.count == 1 {
                    low.append(Point(low[0].x + 1, low[0].y))
                    high.append(Point(high[0].x + 1, high[0].y))
                }
                areas.append(chain(high) + chain(low).reversed())
            }
            low = []
            high = []
        }
        for index in 0..<min(xs.count, lower.count, upper.count) {
            if let place = x.position(of: xs[index]), let a = y.position(of: lower[index]),
                let b = y.position(of: upper[index])
            {
                let px = min(max(place, reach.minX), reach.maxX)
                low.append(Point(px, min(max(a, -1e6), 1e6)))
                high.append(Point(px, min(max(b, -1e6), 1e6)))
            } else {
                finish()
            }
        }
        finish()
        return areas
    }

    private func chain(_ points: [Point]) -> [Point] {
        let near = LineClipping.clipped(points, top: reach.minY, bottom: reach.maxY)
        return LineThinning.straightened(LineThinning.envelope(near, column: pixel), tolerance: pixel * 0.08)
    }
}

extension Rect {
    /// Whether a point lies within or on the edge.
    func contains(_ point: Point) -> Bool {
        point.x >= minX && point.x <= maxX && point.y >= minY && point.y <= maxY
    }
}
