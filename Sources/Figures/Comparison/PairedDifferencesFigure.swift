public import Plotting
public import Training

/// Two arms against each other, seed by seed.
public struct PairedDifferences: Sendable, Equatable {
    /// Place of the first arm in the comparison.
    public var first: Int
    /// Place of the second arm in the comparison.
    public var second: Int
    /// The advantage of the first, one value per seed that both have.
    public var values: [Double]
    /// nil if a difference is infinite.
    public var mean: Double?
    /// The 95 % interval of the mean.
    public var interval: ClosedRange<Double>?
    /// p after Holm's correction; nil if there is no test.
    public var p: Double?

    /// One pair.
    public init(
        first: Int, second: Int, values: [Double], mean: Double?, interval: ClosedRange<Double>?, p: Double?
    ) {
        self.first = first
        self.second = second
        self.values = values
        self.mean = mean
        self.interval = interval
        self.p = p
    }
}

extension Figure {
    /// Differences of pairs of arms, one row per pair. Seeds are pale points; the mean has its 95 % interval; p is on the
    /// right, and a rule is at 0. If p is below `alpha`, the mean has the colour and marker of the better arm.
    ///
    /// More than 45 pairs are drawn as a matrix of means.
    /// - Parameters:
    ///   - pairs: from the top.
    ///   - arms: names; their order sets the colours, and pairs refer to it.
    ///   - metric: the metric of the differences.
    ///   - alpha: the significance level.
    ///   - theme: colours, sizes, line widths.
    public static func pairedDifferences(
        _ pairs: [PairedDifferences], arms: [String], metric: ValidationMetric, alpha: Double = 0.05,
        theme: Theme = .light
    ) -> Figure {
        if pairs.count > DifferenceMatrix.maxRows {
            return DifferenceMatrix(pairs: pairs, names: arms, metric: metric, alpha: alpha, theme: theme).figure
        }
        func name(_ arm: Int) -> String { arms.indices.contains(arm) ? arms[arm] : "arm \(arm)" }
        let rows = RowPanel(names: pairs.map { "\(name($0.first)) − \(name($0.second))" }, theme: theme)
        let probabilities = pairs.map { RichText($0.p.map { ComparisonText.probability($0, alpha: alpha) } ?? "–") }
        var panel = Panel(
            x: Axis("\(metric.name): difference (\(metric.differenceUnit))", padding: 0.08),
            y: rows.axis(isNamed: true),
            right: rows.texts(probabilities, label: pairs.count > 1 ? "p (Holm)" : "p"), marks: rows.stripes)
        // An invisible point keeps 0 on the axis.
        panel.marks.append(Mark(.points(x: [0], y: [-2], marker: Marker(.circle, size: 0, fill: theme.background))))
        panel.marks.append(Mark(.verticalRule(x: 0, pen: theme.rule)))
        for (row, pair) in pairs.enumerated() {
            panel.marks.append(rows.seeds(pair.values, row: row, color: theme.ink))
        }
        for (row, pair) in pairs.enumerated() {
            var sign = rows.sign(.circle, theme.ink)
            if let p = pair.p, let mean = pair.mean, p < alpha {
                sign = rows.sign(arm: mean > 0 ? pair.first : pair.second)
            }
            panel.marks += rows.estimate(pair.mean, pair.interval, row: row, sign: sign)
        }
        return Figure(
            title: "Paired differences: \(metric.name)",
            caption: "right of 0 the first is better; pale: each seed; strong: mean with its 95 % interval "
                + "(bootstrap), coloured as the better arm where p < \(alpha)",
            rows: [PanelRow([panel])], preferredSize: Size(720, rows.preferredHeight(width: 720)), theme: theme)
    }
}
