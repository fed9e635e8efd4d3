import Plotting

/// Markers at a panel's edge for lines that leave it.
struct PanelExits {
    /// Ends of the vertical axis of the line.
    let lower: Double
    let upper: Double
    let side: AxisSide

    /// The label of the markers.
    static let label = "beyond the axis"
    /// Max number of markers side by side; closer ones are merged.
    private static let maxCount = 80.0

    /// A triangle pointing up if a line is above the axis, one pointing down if it is below.
    /// - Parameter x: in ascending order.
    func marks(_ x: [Double], _ lines: [[Double]], color: Color, _ theme: Theme) -> [Mark] {
        let lines = lines.filter { line in
            RobustRange.extremes(line).map { $0.low < lower || $0.high > upper } ?? false
        }
        guard let first = x.first, let last = x.last, upper > lower, !lines.isEmpty else { return [] }
        let gap = max((last - first) / Self.maxCount, 1e-12)
        func points(_ isBeyond: (Double) -> Bool) -> (x: [Double], y: [Double]) {
            let all = lines.flatMap { y in zip(x, y).filter { isBeyond($0.1) } }
            var points: (x: [Double], y: [Double]) = ([], [])
            for (place, value) in all.sorted(by: { $0.0 < $1.0 }) where place >= (points.x.last ?? -.infinity) + gap {
                points.x.append(place)
                points.y.append(value)
            }
            return points
        }
        func mark(_ points: (x: [Double], y: [Double]), _ shape: Marker.Shape) -> Mark? {
            guard !points.x.isEmpty else { return nil }
            let marker = Marker(
                shape, size: theme.markerSize * 0.75, fill: color,
                outline: Pen(theme.background, width: 0.8 * theme.weight))
            return Mark(
                .points(x: points.x, y: points.y, marker: marker), side: side, label: Self.label, beyond: .onlyThese)
        }
        return [mark(points { $0 > upper }, .triangle), mark(points { $0 < lower }, .downTriangle)].compactMap { $0 }
    }
}
