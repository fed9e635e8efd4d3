import Plotting
import Statistics

/// The vertical axes of a loss figure: logarithmic if the curves span a decade, never beyond the possible values.
enum LossAxes {
    /// - Parameter limit: losses above it are blow-ups.
    static func axis(_ series: LossSeries, limit: Double? = nil, _ theme: Theme) -> Axis {
        var axis = Axis(
            series.quantity.label, color: series.quantity.color(theme), tickLimits: series.quantity.bounds.limits)
        let ends: (lower: Double, upper: Double)?
        switch series.quantity {
        case .loss where isLogarithmic(series):
            axis.scale = .log(nonPositive: .clip)
            ends = logarithmicLoss(series, limit: limit)
        case .loss: ends = linearLoss(series, limit: limit)
        case .error:
            axis.scale = .log(nonPositive: .clip)
            ends = error(series)
        case .accuracy: ends = accuracy(series)
        }
        if let ends { (axis.lower, axis.upper) = (ends.lower, ends.upper) }
        if series.quantity == .loss, ends == nil { axis.lower = 0 }
        if series.quantity == .accuracy, ends == nil { (axis.lower, axis.upper) = (0, 100) }
        return axis
    }

    /// Whether a quantity spans a decade.
    static func isLogarithmic(_ series: LossSeries) -> Bool {
        series.span.map { $0.high >= DrawnQuantity.decade * $0.low } ?? false
    }

    /// From 0. All smoothed losses are visible, unless they are many times the first losses.
    private static func linearLoss(_ series: LossSeries, limit: Double?) -> (lower: Double, upper: Double)? {
        guard let highest = highestLoss(series, limit: limit) else { return nil }
        let raw = series.raw
        let noise = RobustRange.quantile(raw, 0.97, from: first(raw), upTo: limit ?? .infinity) ?? 0
        var upper = 1.06 * max(highest.mean, min(noise, highest.max))
        // An interval that is many times as high would leave no room for the curves.
        upper = max(upper, min(1.04 * highest.interval, 3 * upper))
        // A little more if that includes the whole band, or all single steps.
        for reach in [highest.band, RobustRange.extremes(raw, upTo: limit ?? .infinity)?.high ?? 0]
        where reach <= 1.5 * upper { upper = max(upper, reach * 1.04) }
        return upper > 0 && upper.isFinite ? (0, upper) : nil
    }

    /// All smoothed losses and validations are visible, and the upper ends of their intervals. Single steps may leave the
    /// panel, 2 % of them at the bottom.
    private static func logarithmicLoss(_ series: LossSeries, limit: Double?) -> (lower: Double, upper: Double)? {
        guard let span = series.span, let highest = highestLoss(series, limit: limit) else { return nil }
        let single = RobustRange.quantile(series.raw.filter { $0 > 0 }, 0.02) ?? span.low
        let seen = series.seeds.joined() + series.validation.lower
        let lows = [seen.filter { $0 > 0 }.min(), span.low].compactMap { $0 }
        let lower = max(min(0.8 * (lows.min() ?? span.low), single), span.low / 6)
        let top = RobustRange.quantile(series.raw, 0.995, upTo: limit ?? .infinity) ?? 0
        let upper = max(
            1.2 * max(highest.mean, min(top, highest.max), min(highest.band, 1.5 * highest.mean)),
            1.1 * highest.interval)
        return lower > 0 && upper.isFinite && upper > lower ? (lower, upper) : nil
    }

    /// The highest smoothed loss or validation, the highest end of the band, and that of the validations' intervals. Also
    /// the loss above which a curve counts as diverging: ten times the first losses.
    private static func highestLoss(
        _ series: LossSeries, limit: Double?
    ) -> (mean: Double, band: Double, interval: Double, max: Double)? {
        let (raw, limit) = (series.raw, limit ?? .infinity)
        let validation = series.validation.mean.filter { $0.isFinite && $0 <= limit }
        guard let start = raw.first(where: { $0.isFinite && $0 <= limit }) ?? validation.first else { return nil }
        let end = 10 * max(start, RobustRange.quantile(raw, 0.5, upTo: limit) ?? 0)
        func highest(_ values: [Double]) -> Double { min(RobustRange.extremes(values)?.high ?? 0, end) }
        let lines = [series.average.mean, validation, Array(series.seeds.joined())] + series.ended
        return (
            lines.map(highest).max() ?? 0, series.hasBand ? highest(series.average.upper) : 0,
            highest(series.validation.upper), end
        )
    }

    /// All validations and their intervals are visible, and smoothed errors and intervals down to a quarter of the lowest
    /// validation.
    private static func error(_ series: LossSeries) -> (lower: Double, upper: Double)? {
        guard let span = series.span else { return nil }
        func lowest(_ values: [Double]) -> Double { values.filter { $0 > 0 }.min() ?? span.low }
        let validation = min(lowest(series.validation.mean), lowest(Array(series.seeds.joined())))
        let lower = max(min(span.low, validation, lowest(series.validation.lower)) * 0.8, validation / 4)
        let interval = RobustRange.extremes(series.validation.upper)?.high ?? 0
        return (lower, min(max(span.high * 1.15, interval * 1.08), 100))
    }

    /// All smoothed values and validations are visible; single steps may leave the panel in the first few percent.
    private static func accuracy(_ series: LossSeries) -> (lower: Double, upper: Double)? {
        let band = series.hasBand ? [series.average.lower, series.average.upper] : [series.average.mean]
        let validation = series.validation
        let lines = band + [validation.mean, validation.lower, validation.upper] + series.seeds + series.ended
        let ends =
            (lines.map { RobustRange.extremes($0) }
            + [RobustRange.extremes(series.raw, from: first(series.raw))]).compactMap { $0 }
        guard let high = ends.map(\.high).max(), let low = ends.map(\.low).min() else { return nil }
        let room = max((high - low) * 0.05, 0.5)
        return (max(low - room, 0), min(high + room, 100))
    }

    /// The step at the end of the first 5 %.
    private static func first(_ values: [Double]) -> Int { values.count / 20 }
}
