import Plotting

/// The axis of compared curves. Losses start at 0, or are logarithmic if they span a wide range. Most arms determine the
/// range: a diverging one leaves the panel.
struct CurveAxis {
    let axis: Axis
    /// The places of arms whose mean ends beyond the axis.
    let beyond: [Int]

    init(_ quantity: ComparedCurves.Quantity, _ lines: [ComparedCurves.Line], label: String) {
        let typical = lines.map(CurveAxis.typical)
        let healthy = quantity == .loss ? CurveAxis.healthy(typical) : Array(lines.indices)
        let means = healthy.flatMap { lines[$0].curve.mean }
        let ends = healthy.flatMap { lines[$0].curve.lower + lines[$0].curve.upper }
        switch quantity {
        case .loss:
            let first = healthy.first.map { lines[$0].curve.mean } ?? []
            // An arm that trains badly is not an outlier.
            let minEnd = healthy.map { typical[$0] }.filter(\.isFinite).max() ?? 0
            let end = RobustRange.loss(raw: first, averages: means + ends, validation: []).map { max($0, minEnd) }
            let low = means.filter { $0 > 0 && $0.isFinite }.min() ?? 0
            if let end, low > 0, end > 8 * low {
                axis = Axis(label, scale: .log(nonPositive: .clip), lower: low * 0.7, upper: end * 1.15)
            } else {
                axis = Axis(label, lower: 0, upper: end.map { $0 * 1.06 })
            }
        case .accuracy:
            let lasts = lines.compactMap { $0.curve.mean.last { $0.isFinite } }
            let range = RobustRange.percent(raw: means + lasts, averages: ends, validation: [])
            axis = Axis(label, lower: range?.lower ?? 0, upper: range?.upper ?? 100, tickLimits: 0...100)
        }
        let end = axis.upper ?? .infinity
        beyond = lines.indices.filter { index in
            lines[index].curve.mean.last { $0.isFinite }.map { $0 > end } ?? false
        }
    }

    /// The max height of a band; a higher one would cover the panel.
    var maxBand: Double { 1.5 * ((axis.upper ?? .infinity) - (axis.lower ?? 0)) }

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
