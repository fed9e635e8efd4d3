import Plotting

/// The vertical axes of a loss figure's panel: accuracies in its upper half, losses in its lower one, but for the first
/// steps, where both cross the panel.
enum LossAxes {
    /// From 0; the averaged losses are whole and, but for a tenth of the steps, in the lower half.
    static func loss(_ series: LossSeries, limit: Double?) -> (lower: Double, upper: Double)? {
        let (raw, limit) = (series.raw, limit ?? .infinity)
        let rest = first(raw)
        let validation = series.validation.filter { $0.isFinite && $0 <= limit }
        guard let start = raw.first(where: { $0.isFinite && $0 <= limit }) ?? validation.first else { return nil }
        // An average that rises to many times what the training began with is leaving, not training.
        let most = 10 * max(start, RobustRange.quantile(raw, 0.5, upTo: limit) ?? 0)
        func highest(_ values: [Double]) -> Double { min(RobustRange.extremes(values)?.high ?? 0, most) }
        let late = max(
            min(RobustRange.quantile(series.average.upper, 0.9, from: rest) ?? 0, most), highest(validation))
        let noise = min(RobustRange.quantile(raw, 0.97, from: rest, upTo: limit) ?? 0, most)
        let whole = ([series.average.mean] + series.ended).map(highest).max() ?? 0
        var upper = max(whole * 1.06, max(late, noise) / half)
        // A little more, where that holds the whole of the band, or of the single steps.
        let band = series.hasBand ? highest(series.average.upper) : 0
        if band <= 1.5 * upper { upper = max(upper, band * 1.04) }
        let top = RobustRange.extremes(raw, upTo: limit)?.high ?? 0
        if top <= 1.25 * upper { upper = max(upper, top * 1.04) }
        return upper > 0 && upper.isFinite ? (0, upper) : nil
    }

    /// Averages and validations are whole; single steps only of the first few percent may leave the panel.
    static func accuracy(_ series: LossSeries) -> (lower: Double, upper: Double)? {
        let rest = first(series.raw)
        let band = series.hasBand ? [series.average.lower, series.average.upper] : [series.average.mean]
        let lines = band + [series.validation] + series.ended
        let extremes = lines.compactMap { RobustRange.extremes($0) }
        let ends = extremes + [RobustRange.extremes(series.raw, from: rest)].compactMap { $0 }
        guard let high = ends.map(\.high).max(), let low = ends.map(\.low).min() else { return nil }
        let room = max((high - low) * 0.05, 0.5)
        let upper = min(high + room, 100 + room / 2)
        let late =
            [
                RobustRange.quantile(series.average.lower, 0.1, from: rest),
                RobustRange.quantile(series.raw, 0.05, from: rest), RobustRange.extremes(series.validation)?.low,
            ].compactMap { $0 }.min() ?? high
        return (min(low - room, upper - max(upper - late, 2) / half), upper)
    }

    /// The share of the panel's height that each of the two has, with a little room between them.
    private static let half = 0.48

    /// The step that the first few percent end at.
    private static func first(_ values: [Double]) -> Int { values.count / 20 }
}
