/// The parts of an axis that is broken because a few values lie far from all others.
///
/// Rows are judged by their largest distance from 0. From the median up, each quantile of these distances may be at
/// most three times the one before. Rows beyond that are far out; only they need the other parts.
struct BrokenAxis {
    /// Ends of the parts, in ascending order; a single one if the axis is whole.
    let parts: [ClosedRange<Double>]
    /// The place of the part that holds most rows.
    let main: Int

    /// The ratio of the farthest row to the others from which the axis is broken.
    static let minRatio = 5.0

    /// - Parameter rows: the drawn values of each row.
    init(_ rows: [[Double]]) {
        let finite = rows.map { $0.filter(\.isFinite) }.filter { !$0.isEmpty }
        let all = finite.joined()
        let distances = finite.map { $0.map(abs).max() ?? 0 }
        let far = distances.max() ?? 0
        guard finite.count > 2, let low = all.min(), let high = all.max(),
            let near = RobustRange.upper(distances), near > 0, far > Self.minRatio * near
        else {
            let ends = (min(0, all.min() ?? 0), max(0, all.max() ?? 1))
            parts = [Self.padded(ends.0, ends.1)]
            main = 0
            return
        }
        let middle = zip(finite, distances).filter { $1 <= near }.flatMap(\.0)
        let range = Self.padded(min(0, middle.min() ?? 0), max(0, middle.max() ?? 0))
        let span = range.upperBound - range.lowerBound
        var (before, after): ([ClosedRange<Double>], [ClosedRange<Double>]) = ([], [])
        // Values near the break lie in the main part, which grows to hold them.
        let below = all.filter { $0 < range.lowerBound - span }
        let above = all.filter { $0 > range.upperBound + span }
        let inner = all.filter { $0 >= range.lowerBound - span && $0 <= range.upperBound + span }
        if let end = below.max() { before = [Self.padded(low, end, min: span * 0.2)] }
        if let start = above.min() { after = [Self.padded(start, high, min: span * 0.2)] }
        let whole = Self.padded(min(0, inner.min() ?? 0), max(0, inner.max() ?? 0))
        parts = before + [whole] + after
        main = before.count
    }

    var isBroken: Bool { parts.count > 1 }

    /// With some room at both ends.
    private static func padded(_ low: Double, _ high: Double, min room: Double = 0) -> ClosedRange<Double> {
        let space = max((high - low) * 0.07, room, abs(high) * 1e-6, 1e-9)
        return low - space...high + space
    }
}
