public import Plotting
public import Training

extension Figure {
    /// The final values of arms, one row per arm, the best at the top.
    ///
    /// Seeds are pale points; the mean has its 95 % interval and is a number on the right. Accuracies whose errors span
    /// a decade are drawn as errors on a logarithmic axis.
    /// - Parameters:
    ///   - arms: their order sets the colours.
    ///   - metric: the metric of the values.
    ///   - rowLabel: the label of the rows' names: "lr_max, div_factor"; empty for arms' names.
    ///   - theme: colours, sizes, line widths.
    public static func finalMetric(
        _ arms: [ArmSamples], metric: ValidationMetric, rowLabel: String = "",
        theme: Theme = .light
    ) -> Figure {
        let final = FinalMetric(arms, metric, rowLabel: rowLabel, theme: theme)
        return Figure(
            title: ComparisonLabels.sentence(final.scale.name), caption: final.caption,
            rows: [PanelRow([final.panel])],
            preferredSize: Size(680, final.rows.preferredHeight(width: 680)), theme: theme)
    }
}

/// The rows of arms with the values of their seeds.
struct FinalMetric {
    let scale: MetricScale
    let rows: RowPanel
    private let arms: [ArmSamples]
    /// Places of the arms, from the top row.
    private let order: [Int]
    private let theme: Theme

    init(_ arms: [ArmSamples], _ metric: ValidationMetric, rowLabel: String = "", theme: Theme) {
        let scale = MetricScale(metric, arms)
        self.scale = scale
        self.arms = arms.map { $0.on(scale) }
        self.theme = theme
        /// Smaller is better; arms without a mean come last.
        func rank(_ arm: ArmSamples) -> Double { arm.mean.map { metric.isAccuracy ? -$0 : $0 } ?? .infinity }
        order = arms.indices.sorted { (rank(arms[$0]), $0) < (rank(arms[$1]), $1) }
        rows = RowPanel(names: order.map { arms[$0].name }, label: rowLabel, theme: theme)
    }

    var panel: Panel {
        let ordered = order.map { arms[$0] }
        let means = ordered.map { RichText($0.mean.map(ComparisonLabels.value) ?? ComparisonLabels.noMean($0.values)) }
        var panel = Panel(
            x: scale.axis, y: rows.axis(isNamed: true), right: rows.texts(means, label: "mean"), marks: rows.stripes)
        for (row, arm) in order.enumerated() {
            panel.marks.append(rows.seeds(arms[arm].values, row: row, color: theme.series(arm).color))
        }
        for (row, arm) in order.enumerated() {
            panel.marks += rows.estimate(arms[arm].mean, arms[arm].interval, row: row, sign: rows.sign(arm: arm))
        }
        return panel
    }

    var caption: String {
        let counts = arms.map(\.values.count)
        let spread = arms.contains { $0.interval != nil } ? " with its 95 % interval" : ""
        let parts = ["pale: each seed; strong: mean\(spread), \(ComparisonLabels.seeds(counts)) per arm", scale.note]
        return parts.compactMap { $0 }.joined(separator: "; ") + ComparisonLabels.diverged(arms)
    }
}
