import Plotting

/// The axis of compared curves: losses from 0, or by ratio where they span much; accuracies where they are. What most
/// arms show decides: one that leaves for infinity leaves the panel, too.
struct CurveAxis {
    let axis: Axis
    /// The places of arms whose mean goes beyond the axis and does not come back.
    let beyond: [Int]

    init(_ quantity: ComparedCurves.Quantity, _ lines: [ComparedCurves.Line], label: String) {
        let usual = lines.map(CurveAxis.usual)
        let healthy = quantity == .loss ? CurveAxis.healthy(usual) : Array(lines.indices)
        let means = healthy.flatMap { lines[$0].curve.mean }
        let ends = healthy.flatMap { lines[$0].curve.lower + lines[$0].curve.upper }
        switch quantity {
        case .loss:
            let first = healthy.first.map { lines[$0].curve.mean } ?? []
            // An arm that trains badly is no outlier.
            let least = healthy.map { usual[$0] }.filter(\.isFinite).max() ?? 0
            let end = RobustRange.loss(raw: first, averages: means + ends, validation: []).map { max($0, least) }
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

    /// The height above which a band would cover all of the panel.
    var mostBand: Double { 1.5 * ((axis.upper ?? .infinity) - (axis.lower ?? 0)) }

    /// What an arm mostly has, or its last value where that is higher; infinite where it has none.
    private static func usual(_ line: ComparedCurves.Line) -> Double {
        let values = line.curve.mean
        guard let last = values.last(where: \.isFinite), let middle = RobustRange.quantile(values, 0.5) else {
            return .infinity
        }
        return max(middle, last)
    }

    /// The arms that stay with the others: what is usual in them is not many times what is usual or lowest. All, where
    /// there is no such arm.
    private static func healthy(_ usual: [Double]) -> [Int] {
        guard let lowest = usual.filter({ $0.isFinite && $0 > 0 }).min() else { return Array(usual.indices) }
        // A loss of chance, ln(classes), is no divergence: an arm that has learnt nothing stays to be seen.
        let most = max(10 * (RobustRange.quantile(usual, 0.5) ?? lowest), 20 * lowest)
        let limit = max(5, min(most, 200 * lowest))
        let found = usual.indices.filter { usual[$0] <= limit }
        return found.isEmpty ? Array(usual.indices) : found
    }
}
