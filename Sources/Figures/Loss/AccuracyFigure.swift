import Text
public import Plotting
public import Training

extension Figure {
    /// Validation accuracy by epoch. Several seeds are drawn each, with their mean and bars, or a band for more than ten
    /// epochs. Seeds that diverged are excluded from the mean and end with a cross.
    /// - Parameters:
    ///   - histories: one per seed; lengths may differ, and values may be non-finite.
    ///   - name: the name of the experiment.
    ///   - spread: the span of bars and band.
    ///   - theme: colours, sizes, line widths.
    public static func accuracy(
        _ histories: [History], name: String, spread: Spread = .range, theme: Theme = .light
    ) -> Figure {
        let outcomes = SeedOutcomes(histories)
        let seeds = histories.map { $0.epochs.map { $0.accuracy * 100 } }
        let statistics = SeedCurve(outcomes.averaged.map { seeds[$0] }, spread: spread, gaps: .propagated)
        let epochs = (0..<(seeds.map(\.count).max() ?? 0)).map { Double($0 + 1) }
        let whole = statistics.lower + statistics.upper + seeds.joined()
        let range = RobustRange.percent(raw: [], averages: whole, validation: [])
        var panel = Panel(
            x: Axis(
                "epoch", lower: 0.5, upper: max(1.5, Double(epochs.count) + 0.5), wholeNumbers: true,
                tickLimits: 1...Double(max(epochs.count, 2))),
            y: Axis("validation accuracy (%)", lower: range?.lower, upper: range?.upper, tickLimits: 0...100))
        let label = seeds.count > 1 ? outcomes.average(spread) : nil
        if outcomes.averaged.count > 1 { panel.marks.append(spreadMark(epochs, statistics, label, theme)) }
        if seeds.count > 1 { panel.marks += seedMarks(epochs, seeds, theme) }
        let color = theme.second
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
            title: "\(name): validation accuracy", caption: caption(statistics, outcomes),
            rows: [PanelRow([panel])], preferredSize: Size(600, 380), theme: theme)
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
                    pen: Pen(theme.second, width: theme.averageWidth * 0.6), cap: theme.markerSize))
        }
        return Mark(
            .band(
                x: epochs, lower: statistics.lower, upper: statistics.upper,
                color: theme.second.opacity(theme.bandOpacity)), label: label)
    }

    /// A thin line per seed, with dots unless there are many epochs. A single epoch has dots side by side.
    private static func seedMarks(_ epochs: [Double], _ seeds: [[Double]], _ theme: Theme) -> [Mark] {
        let pen = theme.rawPen(theme.second)
        let dot = Marker(.circle, size: theme.markerSize * 0.55, fill: pen.color)
        if epochs.count == 1 {
            let places = seeds.indices.map {
                1 + (Double($0) - Double(seeds.count - 1) / 2) * min(0.03, 0.4 / Double(seeds.count))
            }
            return [Mark(.points(x: places, y: seeds.map { $0.first ?? .nan }, marker: dot), label: "each seed")]
        }
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

    /// The result of the last epoch: "after 2 epochs 98.96 %, mean of 10 seeds, 98.77 to 99.26 %".
    private static func caption(_ statistics: SeedCurve, _ outcomes: SeedOutcomes) -> String {
        let mean = statistics.mean
        guard let last = mean.last else {
            return outcomes.diverged > 0 ? "diverged before the first validation" : "no epoch was recorded"
        }
        var parts = ["after \(Plural.counted(mean.count, "epoch")) \(NumberText.percent(of: last))"]
        if outcomes.count > 1 { parts.append(outcomes.average()) }
        if outcomes.averaged.count > 1, last.isFinite {
            let ends = [statistics.lower, statistics.upper].map { NumberText.percent(of: $0[mean.count - 1]) }
            parts.append("\(ends[0].dropLast(2)) to \(ends[1])")
        }
        if let best = mean.indices.filter({ mean[$0].isFinite }).max(by: { mean[$0] < mean[$1] }), mean[best] > last {
            parts.append("highest \(NumberText.percent(of: mean[best])) after epoch \(best + 1)")
        }
        if let remark = outcomes.remark { parts.append(remark) }
        return parts.joined(separator: ", ")
    }
}
