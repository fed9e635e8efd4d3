public import Plotting
public import Training

extension Figure {
    /// How a training went: loss on the left axis and accuracy on the right, raw and averaged, with the validation's at
    /// the ends of the epochs; below, a quarter as high, the learning rate and the momentum, and a weight decay that is
    /// scheduled in a third panel.
    ///
    /// Accuracies lie above losses. Raw values that leave the panel have a triangle at its edge. Of several seeds: the
    /// first one's raw values, the mean over seeds of the averaged curves, and a band; a seed that diverged is in no
    /// mean, has a line of its own and ends with a cross.
    /// - Parameters:
    ///   - histories: one a seed, raw; they may differ in length and hold values that are not finite.
    ///   - name: the experiment's.
    ///   - smoothing: how the thick curves are averaged.
    ///   - spread: what the band spans.
    ///   - firstSeed: what to call the first history's seed.
    ///   - momentumName: what the optimizer calls it: "momentum", "β₁".
    ///   - theme: colours, sizes, line widths.
    public static func loss(
        _ histories: [History], name: String, smoothing: Smoothing = .exponential(beta: 0.98), spread: Spread = .range,
        firstSeed: UInt64 = 0, momentumName: String = "momentum", theme: Theme = .light
    ) -> Figure {
        let data = LossData(histories, smoothing: smoothing, spread: spread)
        let labels = LossLabels(
            outcomes: data.outcomes, firstSeed: firstSeed, smoothing: smoothing, spread: spread)
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
        // Accuracies first: the losses' few high steps cross them, and are to be seen.
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
                // Beside a learning rate that stays too, which lies above the middle, neither line may hide the other.
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
