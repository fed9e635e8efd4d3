/// Lines and bands, thinned before anything else is done with them: the work grows with the columns of pixels.
extension MarkPlanner {
    /// Stretches of a line between gaps. Each column of `width` keeps its first, lowest, highest and last point, in
    /// their order. The line's extent in every column stays the same.
    ///
    /// - Parameter other: values whose gaps are gaps of this line, too; nil for none.
    func thinned(
        _ xs: [Double], _ ys: [Double], _ y: Scale, column width: Double, other: [Double]? = nil
    ) -> [[Point]] {
        let count = min(xs.count, ys.count, other?.count ?? .max)
        var result: [[Point]] = []
        var run: [Point] = []
        let least = y.minShown
        xs.withUnsafeBufferPointer { xs in
            ys.withUnsafeBufferPointer { ys in
                (other ?? []).withUnsafeBufferPointer { other in
                    let hasOther = !other.isEmpty
                    let others = hasOther ? other : ys
                    var start = 0
                    while start < count {
                        guard let first = point(xs[start], ys[start], y), y.position(of: others[start]) != nil else {
                            if !run.isEmpty { result.append(run) }
                            run = []
                            start += 1
                            continue
                        }
                        let range = columnRange(of: xs[start], at: first.x, width)
                        var (low, high) = (start, start)
                        var (lowest, highest) = (ys[start], ys[start])
                        var end = start + 1
                        while end < count, xs[end] >= range.lower, xs[end] < range.upper {
                            let value = ys[end]
                            // NaN compares as false.
                            guard value >= least, value < .infinity else { break }
                            if hasOther, !(others[end] >= least && others[end] < .infinity) { break }
                            if value < lowest { (lowest, low) = (value, end) }
                            if value > highest { (highest, high) = (value, end) }
                            end += 1
                        }
                        var last = start
                        run.append(first)
                        for index in [min(low, high), max(low, high), end - 1] where index > last {
                            if let point = point(xs[index], ys[index], y) { run.append(point) }
                            last = index
                        }
                        start = end
                    }
                }
            }
        }
        if !run.isEmpty { result.append(run) }
        return result
    }

    /// Stretches of a line between gaps, thinned to what pixels show.
    func stretches(_ xs: [Double], _ ys: [Double], _ y: Scale) -> [[Point]] {
        thinned(xs, ys, y, column: pixel / 4)
    }

    /// The shape of a line: an area if it is dense, else lines; nil if no part of it is visible.
    /// - Parameter runs: its stretches.
    func line(_ runs: [[Point]], _ pen: Pen) -> PlannedShape? {
        // A value between two gaps is a dot.
        let dots = runs.filter { $0.count == 1 }.flatMap { $0 }.filter { plot.inset(by: -1).contains($0) }
        if dots.count == runs.count {
            let size = max(pen.width * 2, 3)
            return dots.isEmpty ? nil : .markers(dots, Marker(.circle, size: size, fill: pen.color))
        }
        let near = runs.map { LineClipping.clipped($0, top: reach.minY, bottom: reach.maxY) }
        func straight(_ run: [Point]) -> [Point] {
            run.count == 1
                ? [run[0], Point(run[0].x + pen.width, run[0].y)]
                : LineThinning.straightened(run, tolerance: pixel * 0.08)
        }
        if pen.dash.isEmpty {
            let areas = near.map { run in
                LineThinning.dense(run, vertices: straight(run).count, width: pen.width, pixel: pixel)
            }
            // A line that is dense in one stretch and not in another is stroked all along.
            if !areas.contains(nil) { return .areas(areas.compactMap { $0 }, pen.color) }
        }
        return .lines(near.map(straight), pen)
    }

    /// The areas between two lines, one a stretch without gaps.
    func bands(_ xs: [Double], _ lower: [Double], _ upper: [Double], _ y: Scale) -> [[Point]] {
        func chain(_ points: [Point]) -> [Point] {
            let wide = points.count == 1 ? [points[0], Point(points[0].x + 1, points[0].y)] : points
            let near = LineClipping.clipped(wide, top: reach.minY, bottom: reach.maxY)
            return LineThinning.straightened(near, tolerance: pixel * 0.08)
        }
        let low = thinned(xs, lower, y, column: pixel, other: upper)
        let high = thinned(xs, upper, y, column: pixel, other: lower)
        return zip(high, low).map { chain($0) + chain($1).reversed() }
    }

    /// The place of a pair of values; nil for a gap.
    private func point(_ x: Double, _ y: Double, _ scale: Scale) -> Point? {
        guard let px = self.x.position(of: x), let py = scale.position(of: y) else { return nil }
        // Beyond a million points from the page only the direction counts.
        return Point(min(max(px, reach.minX), reach.maxX), min(max(py, -1e6), 1e6))
    }

    /// The values of the column that a value lies in; left and right of the panel, all that lies far out.
    private func columnRange(of value: Double, at place: Double, _ width: Double) -> (lower: Double, upper: Double) {
        let far = Double.greatestFiniteMagnitude
        if place <= reach.minX { return (x.kind == .linear ? -far : 0, x.value(at: reach.minX)) }
        if place >= reach.maxX { return (x.value(at: reach.maxX), .infinity) }
        let start = ((place - plot.minX) / width).rounded(.down) * width + plot.minX
        // Rounding may leave the value itself outside.
        return (min(x.value(at: start), value), max(x.value(at: start + width), value.nextUp))
    }
}
