import Plotting
import Statistics

/// The axis of compared curves. Losses and errors are logarithmic if they span a decade; otherwise they start at 0.
///
/// Most arms determine the range: a diverging one leaves the panel, and so do the first steps of a single arm. No axis
/// reaches beyond the possible values.
struct CurveAxis {
    let axis: Axis
    /// Whether some values have no logarithm; they are drawn at the lower end.
    let hasZeros: Bool

    /// - Parameters:
    ///   - lines: of training, of validations, or of both.
    ///   - showsSeeds: whether the panels have a line for each seed.
    init(_ curves: ComparedCurves, _ lines: [ComparedCurves.Line], label: String, showsSeeds: Bool = false) {
        let typical = lines.map(CurveAxis.typical)
        let isAccuracy = curves.quantity == .accuracy
        let limits = curves.quantity.bounds.limits
        let healthy = isAccuracy ? Array(lines.indices) : CurveAxis.healthy(typical)
        let means = healthy.flatMap { lines[$0].curve.mean }
        let ends = healthy.flatMap { lines[$0].curve.ends }
        if isAccuracy, !curves.isError {
            let lasts = lines.compactMap { $0.curve.mean.last { $0.isFinite } }
            let range = RobustRange.percent(raw: means + lasts, averages: ends, validation: [])
            axis = Axis(
                label, lower: max(limits.lowerBound, range?.lower ?? limits.lowerBound),
                upper: min(limits.upperBound, range?.upper ?? limits.upperBound), tickLimits: limits,
                quantity: curves.word)
        } else {
            // An arm that trains badly is not an outlier.
            let minEnd = healthy.map { typical[$0] }.filter(\.isFinite).max() ?? 0
            var low = means.filter { $0 > 0 && $0.isFinite }.min() ?? 0
            var highest =
                isAccuracy
                ? RobustRange.extremes(means)?.high
                : CurveAxis.highestLoss(healthy.map { lines[$0] }, low: low).map { max($0, minEnd) }
            // Intervals and seeds are visible, too, unless they are many times as far out as the means.
            let bars = healthy.filter { curves.hasBars(lines[$0]) }.flatMap { lines[$0].curve.ends }
            let seeds = showsSeeds ? healthy.flatMap { lines[$0].seeds.flatMap(CurveAxis.later) } : []
            highest = highest.map { high in
                let reach = [(bars, isAccuracy ? .infinity : 4 * high), (seeds, 1.5 * high)]
                return max(high, reach.compactMap { RobustRange.extremes($0, upTo: $1)?.high }.max() ?? high)
            }
            low = max(min(low, (bars + seeds).filter { $0 > 0 }.min() ?? low), low / 5)
            if let highest, low > 0, highest >= MetricScale.decade * low {
                // Below a thousandth of the highest value nothing is compared.
                let lower = max(low * 0.7, isAccuracy ? highest / 2000 : 0)
                axis = Axis(
                    label, scale: .log(nonPositive: .clip), lower: lower,
                    upper: min(highest * 1.15, limits.upperBound),
                    tickLimits: limits, quantity: curves.word)
            } else {
                axis = Axis(
                    label, lower: 0, upper: highest.map { min($0 * 1.06, limits.upperBound) },
                    tickLimits: limits, quantity: curves.word)
            }
        }
        let (isLog, lower) = (axis.scale != .linear, axis.lower ?? 0)
        hasZeros = isLog && lines.contains { $0.curve.mean.contains { $0 < lower } }
    }

    /// Whether the errors of accuracies span a decade. The lowest tenth of a line does not count: averages of batches
    /// without errors come arbitrarily close to 0.
    static func errorsSpanADecade(_ lines: [ComparedCurves.Line]) -> Bool {
        let ends = lines.compactMap { line in
            RobustRange.extremes(line.curve.mean.map { 100 - $0 }).map { ends in
                // The lowest tenth of a line stands for its end.
                (low: RobustRange.quantile(line.curve.mean.map { 100 - $0 }, 0.1) ?? ends.low, high: ends.high)
            }
        }
        guard let low = ends.map(\.low).filter({ $0 > 0 }).min(), let high = ends.map(\.high).max() else {
            return false
        }
        return high >= MetricScale.decade * low
    }

    /// The step at which a curve leaves the axis at its top for good. Of a curve that is above the axis from its start on,
    /// the last step. nil if it ends on the axis.
    func exit(of curve: [Double]) -> Int? {
        guard let upper = axis.upper, let last = curve.lastIndex(where: \.isFinite), curve[last] > upper else {
            return nil
        }
        guard let shown = curve.lastIndex(where: { $0 <= upper }) else { return last }
        return curve[shown...].firstIndex { $0 > upper && $0.isFinite }
    }

    /// The part of a caption about arms with a cross.
    static func beyondNote(_ names: String) -> String { "beyond the axis, marked with a cross: \(names)" }

    /// The drawn value: on a logarithmic axis, values below its lower end lie there.
    func shown(_ value: Double) -> Double {
        guard axis.scale != .linear, let lower = axis.lower, value < lower else { return value }
        return lower
    }

    /// The max height of a band; a higher one would cover the panel.
    var maxBand: Double { 1.5 * ((axis.upper ?? .infinity) - (axis.lower ?? 0)) }

    /// The highest loss on the axis. The first 5 % of an arm's steps determine it if most arms begin as high.
    /// - Parameter low: the lowest loss.
    private static func highestLoss(_ lines: [ComparedCurves.Line], low: Double) -> Double? {
        let averages = lines.flatMap { $0.curve.mean + $0.curve.ends }
        let raw = lines.first?.curve.mean ?? []
        guard let whole = RobustRange.loss(raw: raw, averages: averages, validation: []) else { return nil }
        let rest = lines.flatMap { later($0.curve.mean) + later($0.curve.lower) + later($0.curve.upper) }
        let starts = lines.compactMap { line -> Double? in
            let (mean, upper) = (line.curve.mean, line.curve.upper)
            let count = mean.count - later(mean).count
            return RobustRange.extremes(Array(mean.prefix(count))).map { start in
                min(1.3 * start.high, RobustRange.extremes(Array(upper.prefix(count)))?.high ?? start.high)
            }
        }.sorted()
        guard let later = RobustRange.loss(raw: [], averages: rest, validation: []) else { return whole }
        let inner = max(later, starts.isEmpty ? 0 : starts[(starts.count - 1) / 2])
        // On a logarithmic axis high values take little room.
        return whole <= (inner >= MetricScale.decade * low ? 4 : 1.5) * inner ? whole : inner
    }

    /// The values of a line after its first 5 %.
    private static func later(_ values: [Double]) -> [Double] { Array(values.dropFirst(values.count / 20)) }

    /// The median of an arm, or its last value if that is higher; infinite if it has no finite value.
    private static func typical(_ line: ComparedCurves.Line) -> Double {
        let values = line.curve.mean
        guard let last = values.last(where: \.isFinite), let middle = RobustRange.quantile(values, 0.5) else {
            return .infinity
        }
        return max(middle, last)
    }

    /// The arms whose typical value is not many times the median or the lowest. All arms if there is no such arm.
    private static func healthy(_ typical: [Double]) -> [Int] {
        guard let lowest = typical.filter({ $0.isFinite && $0 > 0 }).min() else { return Array(typical.indices) }
        // A loss at chance level, ln(classes), is not divergence: an arm that has learnt nothing stays visible.
        let maxTypical = max(10 * (RobustRange.quantile(typical, 0.5) ?? lowest), 20 * lowest)
        let limit = max(5, min(maxTypical, 200 * lowest))
        let found = typical.indices.filter { typical[$0] <= limit }
        return found.isEmpty ? Array(typical.indices) : found
    }
}
