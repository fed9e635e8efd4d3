import Foundation
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

    /// The values of a line where it leaves the axis and where it comes back; NaN at all other steps.
    func edges(_ line: [Double]) -> [Double] {
        func side(_ index: Int) -> Int {
            guard line.indices.contains(index) else { return 0 }
            return line[index] > upper ? 1 : line[index] < lower ? -1 : 0
        }
        return line.indices.map { index in
            let own = side(index)
            return own != 0 && (side(index - 1) != own || side(index + 1) != own) ? line[index] : .nan
        }
    }

    /// A triangle pointing up if a line is above the axis, one pointing down if it is below.
    /// - Parameter scale: of the horizontal axis.
    func marks(
        _ x: [Double], _ lines: [[Double]], color: Color, scale: ScaleKind = .linear, _ theme: Theme
    ) -> [Mark] {
        let lines = lines.filter { line in
            RobustRange.extremes(line).map { $0.low < lower || $0.high > upper } ?? false
        }
        func place(_ x: Double) -> Double { scale == .linear ? x : log(x) }
        guard let ends = RobustRange.extremes(x.map(place)), upper > lower, !lines.isEmpty else { return [] }
        let gap = max((ends.high - ends.low) / Self.maxCount, 1e-12)
        func points(_ isBeyond: (Double) -> Bool) -> (x: [Double], y: [Double]) {
            let all = lines.flatMap { y in zip(x, y).filter { isBeyond($0.1) && place($0.0).isFinite } }
            var points: (x: [Double], y: [Double]) = ([], [])
            for (x, value) in all.sorted(by: { $0.0 < $1.0 })
            where place(x) >= (points.x.last.map(place) ?? -.infinity) + gap {
                points.x.append(x)
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
