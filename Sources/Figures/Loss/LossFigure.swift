public import Plotting
public import Statistics
public import Training

extension Figure {
    /// Loss, and below it accuracy or error, by step, raw and smoothed, with validations at the ends of the epochs. Panels
    /// at the bottom, a quarter as high, show learning rate and momentum, and the weight decay if it is scheduled.
    ///
    /// Losses that span a decade have a logarithmic axis; errors that do so replace accuracies. A triangle at the edge
    /// marks values that leave the panel. Of several seeds, the raw values of the first are drawn, the mean of the
    /// smoothed curves, and a band. Up to ten seeds have a dot each for every validation. A seed that diverged is
    /// excluded from the mean; it has its own line, which ends with a cross.
    /// - Parameters:
    ///   - histories: one per seed, raw; lengths may differ, and values may be non-finite.
    ///   - name: the name of the experiment.
    ///   - smoothing: how the thick curves are smoothed.
    ///   - spread: the span of the bands and of the validations' bars.
    ///   - firstSeed: the seed of the first history.
    ///   - momentumName: the name of the momentum: "momentum", "β₁".
    ///   - theme: colours, sizes, line widths.
    public static func loss(
        _ histories: [History], name: String, smoothing: Smoothing = .default, spread: Spread = .meanInterval,
        firstSeed: UInt64 = 0, momentumName: String = "momentum", theme: Theme = .light
    ) -> Figure {
        let run = RunCurves(histories, smoothing: smoothing)
        let data = LossData(run, spread: spread)
        let labels = LossLabels(outcomes: data.outcomes, firstSeed: firstSeed, curve: run.words, spread: spread)
        let wide = StepAxis.over(data.steps)
        let main = panel(data.loss, data, labels, wide, theme)
        var rows = [
            PanelRow(weight: 4, [main]),
            PanelRow(weight: 2.5, [panel(data.answers, data, labels, wide, theme).withoutLabels(of: main)]),
            PanelRow(weight: 1, [ratesPanel(data, wide, momentumName, theme)]),
        ]
        if data.weightDecay.contains(where: \.isFinite) {
            rows.append(PanelRow(weight: 1, [decayPanel(data, wide, theme)]))
        }
        return Figure(
            title: "\(name): loss and accuracy", caption: labels.caption(data), rows: rows, sharesX: true,
            preferredSize: Size(760, rows.count > 3 ? 660 : 600), theme: theme)
    }

    private static func panel(
        _ series: LossSeries, _ data: LossData, _ labels: LossLabels, _ x: Axis, _ theme: Theme
    ) -> Panel {
        let axis = LossAxes.axis(series, limit: data.limit, theme)
        var panel = Panel(x: x, y: axis)
        panel.marks = series.rawMarks(data.steps, theme, labels)
        panel.marks += series.bandMarks(data.steps, theme, labels)
        panel.marks += series.averageMarks(data.steps, theme, labels)
        panel.marks += series.validationMarks(data.epochEnds, theme, labels)
        panel.marks += series.endMarks(data.steps, axis, theme, data.outcomes)
        panel.marks += series.exitMarks(data.steps, axis, theme)
        return panel
    }

    private static func ratesPanel(_ data: LossData, _ x: Axis, _ momentumName: String, _ theme: Theme) -> Panel {
        let width = theme.averageWidth * 0.85
        var panel = Panel(
            x: x, y: rateAxis("lr", data.lr, color: theme.rateColor),
            marks: [Mark(ScheduleLine(data.steps, data.lr).shape(Pen(theme.rateColor, width: width)))])
        if data.momentum.contains(where: \.isFinite) {
            var axis = momentumAxis(momentumName, data.momentum, color: theme.momentumColor)
            if axis.lower != nil, let constant = data.momentum.first(where: \.isFinite) {
                // A constant learning rate is above the middle; keep the momentum below it so that neither hides the other.
                axis.lower = constant - 0.025
                axis.upper = constant + 0.075
            }
            panel.right = axis
            panel.marks.append(
                Mark(
                    ScheduleLine(data.steps, data.momentum).shape(Pen(theme.momentumColor, width: width)), side: .right)
            )
        }
        return panel
    }

    private static func decayPanel(_ data: LossData, _ x: Axis, _ theme: Theme) -> Panel {
        let pen = Pen(theme.decayColor, width: theme.averageWidth * 0.85)
        return Panel(
            x: x, y: rateAxis("decay", data.weightDecay, color: theme.decayColor),
            marks: [Mark(ScheduleLine(data.steps, data.weightDecay).shape(pen))])
    }
}
