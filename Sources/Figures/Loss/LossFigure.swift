public import Plotting
public import Statistics
public import Training

extension Figure {
    /// Loss on the left axis and accuracy on the right, raw and smoothed, with validations at the ends of the epochs. Panels
    /// below, a quarter as high, show learning rate and momentum, and the weight decay if it is scheduled.
    ///
    /// Accuracies are above losses. A triangle at the edge marks raw values that leave the panel. Several seeds are drawn
    /// as raw values of the first, the mean of the smoothed curves, and a band. A seed that diverged is excluded from the
    /// mean; it has its own line, which ends with a cross.
    /// - Parameters:
    ///   - histories: one per seed, raw; lengths may differ, and values may be non-finite.
    ///   - name: the name of the experiment.
    ///   - smoothing: the smoothing of the thick curves.
    ///   - spread: the span of the band.
    ///   - firstSeed: the seed of the first history.
    ///   - momentumName: the name of the momentum: "momentum", "β₁".
    ///   - theme: colours, sizes, line widths.
    public static func loss(
        _ histories: [History], name: String, smoothing: Smoothing = .exponential(beta: 0.98), spread: Spread = .range,
        firstSeed: UInt64 = 0, momentumName: String = "momentum", theme: Theme = .light
    ) -> Figure {
        let data = LossData(histories, smoothing: smoothing, spread: spread)
        let labels = LossLabels(
            outcomes: data.outcomes, firstSeed: firstSeed,
            smoothing: smoothing.label(stepsPerEpoch: histories.stepsPerEpoch), spread: spread)
        let wide = StepAxis.over(data.steps)
        var rows = [
            PanelRow(weight: 4, [mainPanel(data, labels, wide, theme)]),
            PanelRow(weight: 1, [ratesPanel(data, wide, momentumName, theme)]),
        ]
        if data.weightDecay.contains(where: \.isFinite) {
            rows.append(PanelRow(weight: 1, [decayPanel(data, wide, theme)]))
        }
        return Figure(
            title: "\(name): loss and accuracy", caption: labels.caption(data), rows: rows, sharesX: true,
            preferredSize: Size(760, rows.count > 2 ? 540 : 480), theme: theme)
    }

    private static func mainPanel(_ data: LossData, _ labels: LossLabels, _ x: Axis, _ theme: Theme) -> Panel {
        let losses = LossAxes.loss(data.loss, limit: data.limit)
        let accuracies = LossAxes.accuracy(data.accuracy)
        let y = Axis("loss", lower: 0, upper: losses?.upper, color: theme.first, tickLimits: 0...Double.infinity)
        let right = Axis(
            "accuracy (%)", lower: accuracies?.lower ?? 0, upper: accuracies?.upper ?? 100, color: theme.second,
            tickLimits: 0...100)
        // Accuracies first: the few high losses that cross them stay visible.
        let sides: [(series: LossSeries, axis: Axis)] = [(data.accuracy, right), (data.loss, y)]
        var panel = Panel(x: x, y: y, right: right)
        panel.marks = sides.flatMap { $0.series.rawMarks(data.steps, theme, labels) }
        panel.marks += sides.flatMap { $0.series.bandMarks(data.steps, theme, labels) }
        panel.marks += sides.flatMap { $0.series.averageMarks(data.steps, theme, labels) }
        panel.marks += sides.flatMap { $0.series.validationMarks(data.epochEnds, theme, labels) }
        panel.marks += sides.flatMap { $0.series.endMarks(data.steps, $0.axis, theme, data.outcomes) }
        panel.marks += sides.flatMap { $0.series.exitMarks(data.steps, $0.axis, theme) }
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
