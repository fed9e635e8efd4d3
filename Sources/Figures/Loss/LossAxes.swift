import Plotting

/// The vertical axes of a loss figure. Accuracies are in the upper half, losses in the lower half; the first steps may
/// cross.
enum LossAxes {
    /// From 0. All smoothed losses are visible, and 90 % of them are in the lower half.
    static func loss(_ series: LossSeries, limit: Double?) -> (lower: Double, upper: Double)? {
        let (raw, limit) = (series.raw, limit ?? .infinity)
        let rest = first(raw)
        let validation = series.validation.filter { $0.isFinite && $0 <= limit }
        guard let start = raw.first(where: { $0.isFinite && $0 <= limit }) ?? validation.first else { return nil }
        // A smoothed loss of many times the first losses is diverging.
        let maxLoss = 10 * max(start, RobustRange.quantile(raw, 0.5, upTo: limit) ?? 0)
        func highest(_ values: [Double]) -> Double { min(RobustRange.extremes(values)?.high ?? 0, maxLoss) }
        let late = max(
            min(RobustRange.quantile(series.average.upper, 0.9, from: rest) ?? 0, maxLoss), highest(validation))
        let noise = min(RobustRange.quantile(raw, 0.97, from: rest, upTo: limit) ?? 0, maxLoss)
        let whole = ([series.average.mean] + series.ended).map(highest).max() ?? 0
        var upper = max(whole * 1.06, max(late, noise) / half)
        // A little more if that includes the whole band, or all single steps.
        let band = series.hasBand ? highest(series.average.upper) : 0
        if band <= 1.5 * upper { upper = max(upper, band * 1.04) }
        let top = RobustRange.extremes(raw, upTo: limit)?.high ?? 0
        if top <= 1.25 * upper { upper = max(upper, top * 1.04) }
        return upper > 0 && upper.isFinite ? (0, upper) : nil
    }

    /// All smoothed values and validations are visible; single steps may leave the panel in the first few percent.
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

    /// The share of the height for each of the two, with a little room between them.
    private static let half = 0.48

    /// The step at the end of the first 5 %.
    private static func first(_ values: [Double]) -> Int { values.count / 20 }
}
