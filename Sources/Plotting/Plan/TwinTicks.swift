/// Gives a second axis ticks that lie on the first one's grid lines.
enum TwinTicks {
    /// A range for the second axis and its ticks, one at each of the first axis' ticks; nil where the data would fill
    /// less than 0.6 of the axis that way.
    ///
    /// With the first tick at `first` of the axis' length and the next at `gap` more, a step `s` gives the range a
    /// length of `s / gap`. The smallest step of 1, 2, 2.5 or 5 times a power of ten is taken whose range, moved by
    /// whole steps, holds the data.
    static func locate(first: Double, gap: Double, count: Int, lower: Double, upper: Double) -> (
        lower: Double, upper: Double, ticks: [Double]
    )? {
        guard count >= 2, gap > 0 else { return nil }
        let span = upper - lower
        guard span > 0, span.isFinite else { return nil }
        for step in LinearTicks.steps(from: span * gap, mantissas: [1, 2, 2.5, 5]) {
            let length = step.value / gap
            if length > span / 0.6 { return nil }
            let index = ((lower + first * length) / step.value + 1e-9).rounded(.down)
            let start = step.multiple(index) - first * length
            let end = start + length
            guard start <= lower + 1e-9 * span, end >= upper - 1e-9 * span, start < end else { continue }
            return (start, end, (0..<count).map { step.multiple(index + Double($0)) })
        }
        return nil
    }
}
