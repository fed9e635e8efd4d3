/// Keeps coordinates near the page: a loss of 10^30 leaves the panel and must not reach the canvas.
enum LineClipping {
    /// The line with everything above `top` or below `bottom` moved onto that border, exact in between.
    static func clipped(_ points: [Point], top: Double, bottom: Double) -> [Point] {
        guard points.contains(where: { $0.y < top || $0.y > bottom }) else { return points }
        var result: [Point] = []
        for (index, point) in points.enumerated() {
            if index > 0 { appendCrossings(from: points[index - 1], to: point, top, bottom, &result) }
            result.append(Point(point.x, min(max(point.y, top), bottom)))
        }
        return result
    }

    private static func appendCrossings(
        from: Point, to: Point, _ top: Double, _ bottom: Double, _ result: inout [Point]
    ) {
        let borders = from.y < to.y ? [top, bottom] : [bottom, top]
        for border in borders where (from.y < border) != (to.y < border) && from.y != to.y {
            let share = (border - from.y) / (to.y - from.y)
            result.append(Point(from.x + (to.x - from.x) * share, border))
        }
    }
}
