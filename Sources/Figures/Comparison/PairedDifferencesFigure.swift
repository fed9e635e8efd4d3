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
    /// Lower bound of p for this number of seeds and of pairs; nil if unknown.
    public var smallestP: Double?

    /// One pair.
    public init(
        first: Int, second: Int, values: [Double], mean: Double?, interval: ClosedRange<Double>?, p: Double?,
        smallestP: Double? = nil
    ) {
        self.smallestP = smallestP
        self.first = first
        self.second = second
        self.values = values
        self.mean = mean
        self.interval = interval
        self.p = p
    }
}

extension Figure {
    /// Differences of pairs of arms, one row per pair, the largest advantage of a first arm at the top.
    ///
    /// Seeds are pale points; the mean has its 95 % interval; p is on the right, and a rule is at 0. If p is below
    /// `alpha`, the mean has the colour and marker of the better arm. If a few pairs lie far from all others, the axis
    /// is broken.
    ///
    /// More than 45 pairs are drawn as a matrix of means, on a slide more than 14. If no p can be below `alpha`, the
    /// caption says so, and nothing is marked.
    /// - Parameters:
    ///   - pairs: in any order.
    ///   - arms: names; their order sets the colours, and pairs refer to it.
    ///   - metric: the metric of the differences.
    ///   - alpha: the significance level.
    ///   - rowLabel: the label of the arms' names: "lr_max, div_factor"; empty for arms' names.
    ///   - theme: colours, sizes, line widths.
    public static func pairedDifferences(
        _ pairs: [PairedDifferences], arms: [String], metric: ValidationMetric, alpha: Double = 0.05,
        rowLabel: String = "", theme: Theme = .light
    ) -> Figure {
        if pairs.count > DifferenceMatrix.maxRows(theme) {
            return DifferenceMatrix(
                pairs: pairs, names: arms, metric: metric, alpha: alpha, label: rowLabel, theme: theme
            ).figure
        }
        let sorted = pairs.enumerated().sorted {
            let (one, other) = ($0.element.mean ?? -.infinity, $1.element.mean ?? -.infinity)
            return one == other ? $0.offset < $1.offset : one > other
        }.map(\.element)
        let drawn = DifferenceRows(sorted, names: arms, metric: metric, alpha: alpha, label: rowLabel, theme: theme)
        return Figure(
            title: "Paired differences: \(metric.name)",
            caption: "right of 0 the first is better; pale: each seed; strong: mean with its interval, for all pairs "
                + "together 95 %"
                + (tooFew(pairs, alpha: alpha).map { "; " + $0 } ?? ", coloured as the better arm where p < \(alpha)")
                + (drawn.note.map { "; " + $0 } ?? ""),
            rows: [PanelRow(drawn.panels)],
            preferredSize: Size(720, drawn.rows.preferredHeight(width: 720)), theme: theme)
    }
}

extension Figure {
    /// "5 seeds cannot show p < 0.05 over 21 pairs" if no p can be below `alpha`; nil if one can.
    static func tooFew(_ pairs: [PairedDifferences], alpha: Double) -> String? {
        let bounds = pairs.compactMap(\.smallestP)
        guard let smallest = bounds.min(), smallest >= alpha else { return nil }
        let family = pairs.count > 1 ? " over \(pairs.count) pairs" : ""
        return "\(ComparisonLabels.seeds(pairs.map(\.values.count))) cannot show p < \(alpha)" + family
    }
}

/// Rows of pairs over one axis, or over the parts of a broken one.
struct DifferenceRows {
    let rows: RowPanel
    private let pairs: [PairedDifferences]
    private let axis: BrokenAxis
    private let metric: ValidationMetric
    private let alpha: Double
    private let theme: Theme

    /// - Parameter pairs: from the top.
    init(
        _ pairs: [PairedDifferences], names: [String], metric: ValidationMetric, alpha: Double, label: String,
        theme: Theme
    ) {
        func name(_ arm: Int) -> String { names.indices.contains(arm) ? names[arm] : "arm \(arm)" }
        /// A name of several words is put in brackets beside a minus sign.
        func operand(_ arm: Int) -> String { label.isEmpty ? name(arm) : "(\(name(arm)))" }
        rows = RowPanel(
            names: pairs.map { "\(operand($0.first)) − \(operand($0.second))" }, label: label, theme: theme)
        self.pairs = pairs
        self.metric = metric
        self.alpha = alpha
        self.theme = theme
        axis = BrokenAxis(
            pairs.map { $0.values + [$0.mean ?? .nan] + ($0.interval.map { [$0.lowerBound, $0.upperBound] } ?? []) })
    }

    /// "the axis is broken between −3.2 and −30"; nil for a whole axis.
    var note: String? {
        guard axis.isBroken else { return nil }
        let breaks = zip(axis.parts, axis.parts.dropFirst()).map {
            "\(ComparisonLabels.difference($0.upperBound)) and \(ComparisonLabels.difference($1.lowerBound))"
        }
        return "the axis is broken between " + breaks.joined(separator: " and between ")
    }

    /// One panel per part of the axis, from the left.
    var panels: [Panel] {
        let probabilities = pairs.map { RichText($0.p.map { ComparisonLabels.probability($0, alpha: alpha) } ?? "–") }
        return axis.parts.enumerated().map { place, range in
            let isMain = place == axis.main
            var panel = Panel(
                x: Axis(
                    isMain ? "\(metric.name): difference (\(metric.differenceUnit))" : "", lower: range.lowerBound,
                    upper: range.upperBound),
                y: rows.axis(isNamed: place == 0), marks: rows.stripes, weight: isMain ? 1 : 0.22)
            if place == axis.parts.count - 1 {
                panel.right = rows.texts(probabilities, label: pairs.count > 1 ? "p (Holm)" : "p")
            }
            panel.marks += marks
            return panel
        }
    }

    private var marks: [Mark] {
        var marks = [Mark(.verticalRule(x: 0, pen: theme.rule))]
        for (row, pair) in pairs.enumerated() { marks.append(rows.seeds(pair.values, row: row, color: theme.ink)) }
        for (row, pair) in pairs.enumerated() {
            var sign = rows.sign(.circle, theme.ink)
            if let p = pair.p, let mean = pair.mean, p < alpha {
                sign = rows.sign(arm: mean > 0 ? pair.first : pair.second)
            }
            marks += rows.estimate(pair.mean, pair.interval, row: row, sign: sign)
        }
        return marks
    }
}
