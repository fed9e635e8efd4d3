public import Plotting
public import Training

extension Figure {
    /// Validation accuracy epoch by epoch: of several seeds each of them, their mean, and a band.
    /// - Parameters:
    ///   - histories: one a seed; they may differ in length and hold values that are not finite.
    ///   - name: the experiment's.
    ///   - spread: what the band spans.
    ///   - theme: colours, sizes, line widths.
    public static func accuracy(
        _ histories: [History], name: String, spread: Spread = .range, theme: Theme = .light
    ) -> Figure {
        let seeds = histories.map { $0.epochs.map { $0.accuracy * 100 } }
        let statistics = SeedStatistics(seeds, spread: spread)
        let epochs = statistics.mean.indices.map { Double($0 + 1) }
        let range = RobustRange.percent(raw: [], averages: statistics.mean, validation: seeds.flatMap(\.self))
        var panel = Panel(
            x: Axis(
                "epoch", lower: 0.5, upper: max(1.5, Double(epochs.count) + 0.5), wholeNumbers: true,
                tickLimits: 1...Double.infinity),
            y: Axis("validation accuracy (%)", lower: range?.lower, upper: range?.upper, tickLimits: 0...100))
        let label = "mean and \(spread.label(seeds: seeds.count))"
        let color = theme.second
        if seeds.count > 1 {
            panel.marks.append(
                Mark(
                    .band(
                        x: epochs, lower: statistics.lower, upper: statistics.upper,
                        color: color.opacity(theme.bandOpacity)), label: label))
            let pen = Pen(color.opacity(theme.rawOpacity), width: theme.rawWidth)
            panel.marks += seeds.enumerated().map { index, values in
                Mark(.line(x: epochs, y: values, pen: pen), label: index == 0 ? "each seed" : nil)
            }
        }
        panel.marks += [
            Mark(
                .line(x: epochs, y: statistics.mean, pen: Pen(color, width: theme.averageWidth)),
                label: seeds.count > 1 ? label : nil),
            Mark(
                .points(
                    x: epochs, y: statistics.mean,
                    marker: Marker(
                        .diamond, size: theme.markerSize, fill: color,
                        outline: Pen(theme.background, width: 1.2 * theme.weight))),
                label: seeds.count > 1 ? label : nil),
        ]
        return Figure(
            title: "\(name): validation accuracy", caption: caption(statistics.mean, seeds: seeds.count),
            rows: [PanelRow([panel])], preferredSize: Size(600, 380), theme: theme)
    }

    /// How the last epoch ended: "after 2 epochs 98.96 %, mean of 10 seeds".
    private static func caption(_ mean: [Double], seeds: Int) -> String {
        guard let last = mean.last else { return "no epoch was recorded" }
        let value = last.isFinite ? "\(TickFormatter.number(last, digits: 4).short) %" : "not a number"
        let epochs = "after \(mean.count) epoch\(mean.count == 1 ? "" : "s")"
        return "\(epochs) \(value)" + (seeds > 1 ? ", mean of \(seeds) seeds" : "")
    }
}
