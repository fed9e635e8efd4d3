/// Makes long lines short without a visible change.
package enum LineThinning {
    /// Drops points that lie within `tolerance` of the straight line between the points kept around them. A path that
    /// comes back keeps its turning points.
    package static func straightened(_ points: [Point], tolerance: Double) -> [Point] {
        guard points.count > 2 else { return points }
        var result = [points[0]]
        var anchor = 0
        // Directions from the anchor that pass every point since it within the tolerance.
        var low = -Double.infinity
        var high = Double.infinity
        for index in 1..<points.count {
            let dx = points[index].x - points[anchor].x
            let dy = points[index].y - points[anchor].y
            guard dx > 0, points[index].x >= points[index - 1].x else {
                if index - 1 > anchor { result.append(points[index - 1]) }
                result.append(points[index])
                anchor = index
                (low, high) = (-.infinity, .infinity)
                continue
            }
            let slope = dy / dx
            if slope < low || slope > high {
                result.append(points[index - 1])
                anchor = index - 1
                let dx = points[index].x - points[anchor].x
                let dy = points[index].y - points[anchor].y
                if dx > 0 {
                    (low, high) = ((dy - tolerance) / dx, (dy + tolerance) / dx)
                } else {
                    // Straight up or down: the corner after it is kept, too.
                    result.append(points[index])
                    anchor = index
                    (low, high) = (-.infinity, .infinity)
                }
            } else {
                low = max(low, (dy - tolerance) / dx)
                high = min(high, (dy + tolerance) / dx)
            }
        }
        if anchor < points.count - 1 { result.append(points[points.count - 1]) }
        return result
    }

    /// The area that a dense line of `width` covers; nil unless the line goes up and down several times per column.
    /// The cost of filling it grows with the length of its outline, not of the line.
    ///
    /// The outline has columns of a quarter of a pixel. Each holds the extent of the points within half a line's width
    /// to both sides, which steep stretches cover.
    /// - Parameter vertices: how many points of the line are left when it is straightened. One that has more of them than
    ///   there are columns goes up and down within each, however little.
    package static func dense(
        _ points: [Point], vertices: @autoclosure () -> Int = 0, width: Double, pixel: Double
    ) -> [Point]? {
        let column = pixel / 4
        guard let first = points.first, let last = points.last, column > 0 else { return nil }
        let columns = ((last.x - first.x) / column).rounded(.up)
        guard columns >= 2, columns < 100_000 else { return nil }
        let count = Int(columns) + 1
        guard points.count > count / 2 else { return nil }
        var top = [Double](repeating: .infinity, count: count)
        var bottom = [Double](repeating: -.infinity, count: count)
        func add(_ index: Int, _ y: Double) {
            guard index >= 0, index < count else { return }
            if y < top[index] { top[index] = y }
            if y > bottom[index] { bottom[index] = y }
        }
        var travel = 0.0
        var from = first
        var fromColumn = 0
        add(0, from.y)
        for to in points.dropFirst() {
            guard to.x >= from.x, to.x <= last.x else { return nil }
            let toColumn = Int((to.x - first.x) / column)
            add(toColumn, to.y)
            if toColumn > fromColumn {
                for edge in fromColumn + 1...toColumn {
                    let x = first.x + Double(edge) * column
                    let y = from.y + (to.y - from.y) * (x - from.x) / (to.x - from.x)
                    add(edge - 1, y)
                    add(edge, y)
                }
            }
            travel += abs(to.y - from.y)
            (from, fromColumn) = (to, toColumn)
        }
        // A line that runs smoothly is better stroked.
        guard travel > width * Double(count) || vertices() > max(count, 600) else { return nil }
        top = widened(top, by: width / 2 / column, min)
        bottom = widened(bottom, by: width / 2 / column, max)
        // Where the line runs flat it is as thick as it is wide.
        for index in top.indices where top[index] <= bottom[index] {
            let extent = bottom[index] - top[index]
            let rest = ((extent * extent + width * width).squareRoot() - extent) / 2
            top[index] -= rest
            bottom[index] += rest
        }
        return outline(top: top, bottom: bottom, from: first.x, column: column)
    }

    /// The extremes of each column and its neighbours up to `reach` columns away.
    private static func widened(
        _ values: [Double], by reach: Double, _ extreme: (Double, Double) -> Double
    ) -> [Double] {
        let reach = Int(reach.rounded())
        return values.indices.map { index in
            var result = values[index]
            for other in max(0, index - reach)...min(values.count - 1, index + reach) {
                result = extreme(result, values[other])
            }
            return result
        }
    }

    private static func outline(top: [Double], bottom: [Double], from start: Double, column: Double) -> [Point] {
        let columns = top.indices.filter { top[$0] <= bottom[$0] }
        func chain(_ values: [Double]) -> [Point] {
            straightened(
                columns.map { Point(start + (Double($0) + 0.5) * column, values[$0]) }, tolerance: column * 0.05)
        }
        return chain(top) + chain(bottom).reversed()
    }
}
