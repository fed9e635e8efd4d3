import Text
public import Plotting
import Statistics
public import Training

extension Figure {
    /// Validation accuracy by epoch, or the error on a logarithmic axis if errors span a decade. Several seeds are drawn
    /// each, with their mean and bars, or a band for more than ten epochs. Seeds that diverged are excluded from the mean
    /// and end with a cross.
    /// - Parameters:
    ///   - histories: one per seed; lengths may differ, and values may be non-finite.
    ///   - name: the name of the experiment.
    ///   - spread: the span of bars and band.
    ///   - theme: colours, sizes, line widths.
    public static func accuracy(
        _ histories: [History], name: String, spread: Spread = .meanInterval, theme: Theme = .light
    ) -> Figure {
        let outcomes = SeedOutcomes(histories)
        let accuracies = histories.map { $0.epochs.map { $0.accuracy * 100 } }
        let accuracy = SeedCurve(
            outcomes.averaged.map { accuracies[$0] }, spread: spread, in: .percent, gaps: .propagated)
        let epochs = (0..<(accuracies.map(\.count).max() ?? 0)).map { Double($0 + 1) }
        let isError = areErrors(accuracies, accuracy)
        let seeds = isError ? accuracies.map { $0.map { 100 - $0 } } : accuracies
        let statistics = isError ? accuracy.reflected(at: 100) : accuracy
        var panel = Panel(
            x: Axis(
                "epoch", lower: 0.5, upper: max(1.5, Double(epochs.count) + 0.5), wholeNumbers: true,
                tickLimits: 1...Double(max(epochs.count, 2))), y: axis(seeds, statistics, isError: isError))
        let label = seeds.count > 1 ? outcomes.average(spread) : nil
        if statistics.hasBand { panel.marks.append(spreadMark(epochs, statistics, label, theme)) }
        if seeds.count > 1 { panel.marks += seedMarks(epochs, seeds, theme) }
        let color = theme.accuracyColor
        panel.marks += [
            Mark(.line(x: epochs, y: statistics.mean, pen: Pen(color, width: theme.averageWidth)), label: label),
            Mark(
                .points(
                    x: epochs, y: statistics.mean,
                    marker: Marker(
                        .diamond, size: theme.markerSize, fill: color,
                        outline: Pen(theme.background, width: 1.2 * theme.weight))), label: label),
        ]
        panel.marks += crosses(seeds, outcomes, theme)
        return Figure(
            title: "\(name): validation accuracy", caption: caption(accuracy, outcomes, spread),
            rows: [PanelRow([panel])], preferredSize: Size(600, 380), theme: theme)
    }

    /// Whether errors are drawn: those of the means, or of one seed, span a decade.
    private static func areErrors(_ seeds: [[Double]], _ curve: SeedCurve) -> Bool {
        let errors = (seeds.joined() + curve.mean).map { 100 - $0 }.filter { $0 > 0 && $0.isFinite }
        guard let low = errors.min(), let high = errors.max() else { return false }
        return high >= DrawnQuantity.decade * low
    }

    private static func axis(_ seeds: [[Double]], _ curve: SeedCurve, isError: Bool) -> Axis {
        let limits = DrawnQuantity.accuracy.bounds.limits
        let whole = curve.lower + curve.upper + seeds.joined()
        if isError {
            let shown = (curve.mean + seeds.joined()).filter { $0 > 0 && $0.isFinite }
            return Axis(
                "validation error (%)", scale: .log(nonPositive: .clip), lower: shown.min().map { $0 * 0.8 },
                upper: whole.filter(\.isFinite).max().map { min($0 * 1.2, limits.upperBound) }, tickLimits: limits)
        }
        let range = RobustRange.percent(raw: [], averages: whole, validation: [])
        return Axis("validation accuracy (%)", lower: range?.lower, upper: range?.upper, tickLimits: limits)
    }

    /// With more epochs, a band replaces bars.
    private static let maxBars = 10

    private static func spreadMark(_ epochs: [Double], _ statistics: SeedCurve, _ label: String?, _ theme: Theme)
        -> Mark
    {
        // A band would suggest measurements between few epochs.
        guard epochs.count > maxBars else {
            return Mark(
                .intervals(
                    at: epochs, lower: statistics.lower, upper: statistics.upper,
                    pen: Pen(theme.accuracyColor, width: theme.averageWidth * 0.6), cap: theme.markerSize))
        }
        return Mark(
            .band(
                x: epochs, lower: statistics.lower, upper: statistics.upper,
                color: theme.accuracyColor.opacity(theme.bandOpacity)), label: label)
    }

    /// A thin line per seed, with dots unless there are many epochs.
    private static func seedMarks(_ epochs: [Double], _ seeds: [[Double]], _ theme: Theme) -> [Mark] {
        let pen = theme.rawPen(theme.accuracyColor)
        let dot = Marker(.circle, size: theme.markerSize * 0.55, fill: pen.color)
        return seeds.flatMap { values in
            [Mark(.line(x: epochs, y: values, pen: pen), label: "each seed")]
                + (epochs.count <= maxBars
                    ? [Mark(.points(x: epochs, y: values, marker: dot), label: "each seed")] : [])
        }
    }

    private static func crosses(_ seeds: [[Double]], _ outcomes: SeedOutcomes, _ theme: Theme) -> [Mark] {
        outcomes.ended.compactMap { end in
            guard let last = seeds[end.place].lastIndex(where: \.isFinite) else { return nil }
            let cross = Marker(
                .cross, size: theme.markerSize * 1.3, fill: theme.neutral,
                outline: Pen(theme.neutral, width: 1.6 * theme.weight))
            return Mark(
                .points(x: [Double(last + 1)], y: [seeds[end.place][last]], marker: cross), label: outcomes.endLabel)
        }
    }

    /// The result of the last epoch: "after 2 epochs 98.96 %, mean of 10 seeds, 95 % interval 98.77 to 99.26 %".
    private static func caption(_ statistics: SeedCurve, _ outcomes: SeedOutcomes, _ spread: Spread) -> String {
        let mean = statistics.mean
        guard let last = mean.last else {
            return outcomes.diverged > 0 ? "diverged before the first validation" : "no epoch was recorded"
        }
        var parts = ["after \(Plural.counted(mean.count, "epoch")) \(NumberText.percent(of: last))"]
        if outcomes.count > 1 { parts.append(outcomes.average()) }
        if let name = spread.name(seeds: outcomes.averaged.count), last.isFinite {
            let ends = [statistics.lower, statistics.upper].map { NumberText.percent(of: $0[mean.count - 1]) }
            parts.append("\(name) \(ends[0].dropLast(2)) to \(ends[1])")
        }
        if let best = mean.indices.filter({ mean[$0].isFinite }).max(by: { mean[$0] < mean[$1] }), mean[best] > last {
            parts.append("highest \(NumberText.percent(of: mean[best])) after epoch \(best + 1)")
        }
        if let remark = outcomes.remark { parts.append(remark) }
        return parts.joined(separator: ", ")
    }
}
