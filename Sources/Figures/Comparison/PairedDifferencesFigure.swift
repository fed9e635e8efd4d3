public import Plotting
public import Training

/// Two arms against each other, seed by seed.
public struct PairedDifferences: Sendable, Equatable {
    /// Places of both arms in the comparison.
    public var first: Int
    public var second: Int
    /// How much better the first is, one a seed that both have.
    public var values: [Double]
    /// nil where there is none: a difference is infinite.
    public var mean: Double?
    /// The 95 % interval of the mean.
    public var interval: ClosedRange<Double>?
    /// After Holm's correction; nil where there is no test.
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
    /// Differences of pairs of arms: a row a pair, every seed as a pale point, the mean with its 95 % interval, a rule at
    /// 0, and p on the right. Where p is below `alpha` the mean has the better arm's colour and sign.
    ///
    /// More than 45 pairs are a matrix of means, arm by arm.
    /// - Parameters:
    ///   - pairs: from the top.
    ///   - arms: names, in the order that gives their colours; the pairs' places are in it.
    ///   - metric: what the values are differences of.
    ///   - alpha: of the tests.
    ///   - theme: colours, sizes, line widths.
    public static func pairedDifferences(
        _ pairs: [PairedDifferences], arms: [String], metric: ValidationMetric, alpha: Double = 0.05,
        theme: Theme = .light
    ) -> Figure {
        if pairs.count > DifferenceMatrix.mostRows {
            return DifferenceMatrix(pairs: pairs, names: arms, metric: metric, alpha: alpha, theme: theme).figure
        }
        func name(_ arm: Int) -> String { arms.indices.contains(arm) ? arms[arm] : "arm \(arm)" }
        let rows = RowPanel(names: pairs.map { "\(name($0.first)) − \(name($0.second))" }, theme: theme)
        let probabilities = pairs.map { RichText($0.p.map { ComparisonText.probability($0, alpha: alpha) } ?? "–") }
        var panel = Panel(
            x: Axis("\(metric.name): difference (\(metric.differenceUnit))", padding: 0.08),
            y: rows.axis(isNamed: true),
            right: rows.texts(probabilities, label: pairs.count > 1 ? "p (Holm)" : "p"), marks: rows.stripes)
        // 0 is always there to be seen.
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
