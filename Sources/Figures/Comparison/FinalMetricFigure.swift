public import Plotting
public import Training

extension Figure {
    /// The final values of arms, one row per arm. Seeds are pale points; the mean has its 95 % interval and is a number on
    /// the right.
    /// - Parameters:
    ///   - arms: from the top; their order sets the colours.
    ///   - metric: the metric of the values.
    ///   - interval: the kind of the intervals: "bootstrap".
    ///   - theme: colours, sizes, line widths.
    public static func finalMetric(
        _ arms: [ArmSamples], metric: ValidationMetric, interval: String = "bootstrap", theme: Theme = .light
    ) -> Figure {
        let rows = RowPanel(names: arms.map(\.name), theme: theme)
        let means = arms.map { RichText($0.mean.map(ComparisonText.value) ?? ComparisonText.noMean($0.values)) }
        var panel = Panel(
            x: Axis(metric.label, tickLimits: metric.limits), y: rows.axis(isNamed: true),
            right: rows.texts(means, label: "mean"), marks: rows.stripes)
        for (row, arm) in arms.enumerated() {
            panel.marks.append(rows.seeds(arm.values, row: row, color: theme.series(row).color))
        }
        for (row, arm) in arms.enumerated() {
            panel.marks += rows.estimate(arm.mean, arm.interval, row: row, sign: rows.sign(arm: row))
        }
        let counts = arms.map(\.values.count)
        let spread = (counts.max() ?? 0) > 1 ? " with its 95 % interval (\(interval))" : ""
        return Figure(
            title: ComparisonText.sentence(metric.name),
            caption: "pale: each seed; strong: mean\(spread), \(ComparisonText.seeds(counts)) per arm"
                + ComparisonText.diverged(arms),
            rows: [PanelRow([panel])], preferredSize: Size(680, rows.preferredHeight(width: 680)), theme: theme)
    }
}

/// Words that several figures of a comparison share.
enum ComparisonText {
    /// A value in a column: four significant digits, five from 10 on.
    static func value(_ value: Double) -> String {
        TickFormatter.number(value, digits: abs(value) >= 10 ? 4 : 3).flattened
    }

    /// A difference in a cell: two significant digits, whole from 10 on.
    static func difference(_ value: Double) -> String { TickFormatter.number(value, digits: 2).flattened }

    /// The text for an arm without a mean.
    static func noMean(_ values: [Double]) -> String {
        let infinite = values.count { !$0.isFinite }
        return infinite > 0 ? "\(infinite) of \(values.count) infinite" : "none"
    }

    /// "; diverged and included: 2 of 5 runs of constant-high", or the total over many arms; empty for none.
    static func diverged(_ arms: [ArmSamples]) -> String {
        let found = arms.filter { $0.diverged > 0 }
        if found.count > 3 {
            let (runs, all) = (found.reduce(0) { $0 + $1.diverged }, arms.reduce(0) { $0 + $1.values.count })
            return "; \(runs) of \(all) runs in \(found.count) arms diverged and are included"
        }
        let parts = found.map { "\($0.diverged) of \($0.values.count) runs of \($0.name)" }
        return parts.isEmpty ? "" : "; diverged and included: " + parts.joined(separator: ", ")
    }

    /// "5 seeds", "1 seed", "3 to 5 seeds".
    static func seeds(_ counts: [Int]) -> String {
        let (fewest, most) = (counts.min() ?? 0, counts.max() ?? 0)
        return (fewest == most ? "\(most)" : "\(fewest) to \(most)") + (most == 1 ? " seed" : " seeds")
    }

    /// The text with a capital first letter.
    static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// Two digits, or more if the rounded value would cross `alpha`.
    static func probability(_ p: Double, alpha: Double) -> String {
        for digits in 2...6 {
            let text = TickFormatter.number(p, digits: digits).flattened
            if let rounded = Double(text), (rounded < alpha) == (p < alpha) { return text }
        }
        return TickFormatter.number(p, digits: 2).flattened
    }
}
