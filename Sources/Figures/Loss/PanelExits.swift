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
        func places(_ isBeyond: (Double) -> Bool) -> [Double] {
            let all = lines.flatMap { y in zip(x, y).filter { isBeyond($0.1) }.map(\.0) }
            var places: [Double] = []
            for place in all.sorted() where place >= (places.last ?? -.infinity) + gap { places.append(place) }
            return places
        }
        func mark(_ places: [Double], _ shape: Marker.Shape, _ share: Double) -> Mark? {
            guard !places.isEmpty else { return nil }
            let height = lower + (upper - lower) * share
            let marker = Marker(
                shape, size: theme.markerSize * 0.75, fill: color,
                outline: Pen(theme.background, width: 0.8 * theme.weight))
            return Mark(
                .points(x: places, y: places.map { _ in height }, marker: marker), side: side, label: Self.label)
        }
        let above = places { $0 > upper }
        let below = places { $0 < lower }
        return [mark(above, .triangle, 0.985), mark(below, .downTriangle, 0.015)].compactMap { $0 }
    }
}
