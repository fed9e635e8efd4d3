public import Plotting
public import RangeTest

extension Figure {
    /// The curves of learning-rate range tests: loss over learning rate, both logarithmic, with the recommended rate.
    ///
    /// The thick line is ``CentredCurve``: the mean of the seeds' log losses, each averaged with a centred Gaussian. It ends
    /// with the first seed that stopped. Thin lines are the seeds' own averages; a single seed shows the losses of its
    /// steps instead. The recommended rate is a rule, its range is shaded. A loss above twice the start counts as twice
    /// the start, so no curve leaves the panel.
    /// - Parameters:
    ///   - curves: one per seed, over the same rates. Those with fastai's settings are drawn with fastai's average and the
    ///     suggestions of its methods.
    ///   - name: the name of the experiment.
    ///   - theme: colours, sizes, line widths.
    public static func lrFinder(_ curves: [LRFinderCurve], name: String, theme: Theme = .light) -> Figure {
        if curves.first?.method == .fastai { return .fastaiFinder(curves, name: name, theme: theme) }
        let data = BasinData(curves)
        let range = data.lossRange
        var panel = Panel(
            x: .rates(of: curves, and: []),
            y: Axis(
                data.lossName, scale: .log, lower: range?.lower, upper: range?.upper, tickLimits: 0...Double.infinity))
        panel.marks = data.marks(theme)
        if let rate = data.recommended {
            let pen = Pen(theme.highlight, width: 1.3 * theme.weight)
            panel.marks.append(Mark(.verticalRule(x: rate.lr, pen: pen)))
            panel.annotations.append(
                Annotation(
                    RichText("recommended: \(BasinData.number(rate.lr))"), at: .verticalRule(x: rate.lr),
                    color: theme.highlight, swatch: pen))
        }
        return Figure(
            title: "\(name): learning-rate range test", caption: data.caption, rows: [PanelRow([panel])],
            preferredSize: Size(680, 440), theme: theme)
    }
}

extension Axis {
    /// All rates that were planned or tried, and others.
    static func rates(of curves: [LRFinderCurve], and others: [Double]) -> Axis {
        let ends = curves.flatMap { [$0.startLR, $0.endLR] } + curves.flatMap { $0.points.map(\.lr) } + others
        let isLinear = curves.first?.spacing == .linear
        let known = ends.filter { $0.isFinite && (isLinear || $0 > 0) }
        return Axis(
            "learning rate", scale: isLinear ? .linear : .log, lower: known.min(), upper: known.max(),
            tickLimits: 0...Double.infinity)
    }
}
