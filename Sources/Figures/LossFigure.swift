public import Plotting
public import Training

extension Figure {
    /// How a training went: loss on the left axis and accuracy on the right, raw and averaged, with the validation's at
    /// the ends of the epochs; below, a quarter as high, the learning rate and the momentum.
    ///
    /// Of several seeds: the first one's raw values, the mean over seeds of the averaged curves, and a band.
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
        let labels = LossLabels(seeds: histories.count, firstSeed: firstSeed, smoothing: smoothing, spread: spread)
        let wide = Axis("step", wholeNumbers: true, padding: 0.015)
        let upper = RobustRange.loss(
            raw: data.loss.raw, averages: data.loss.average.mean, validation: data.loss.validation)
        var main = Panel(
            x: wide, y: Axis("loss", lower: 0, upper: upper.map { $0 * 1.04 }, color: theme.first),
            right: accuracyAxis(data.accuracy, theme))
        main.marks += data.loss.rawMarks(data.steps, theme, labels)
        main.marks += data.accuracy.rawMarks(data.steps, theme, labels)
        for series in [data.loss, data.accuracy] where series.band {
            main.marks += series.bandMarks(data.steps, theme, labels)
        }
        main.marks += data.loss.averageMarks(data.steps, theme, labels)
        main.marks += data.accuracy.averageMarks(data.steps, theme, labels)
        main.marks += data.loss.validationMarks(data.epochEnds, theme, labels)
        main.marks += data.accuracy.validationMarks(data.epochEnds, theme, labels)
        return Figure(
            title: "\(name): loss and accuracy",
            caption: labels.caption(steps: data.steps.count, diverged: data.diverged),
            rows: [
                PanelRow(weight: 4, [main]), PanelRow(weight: 1, [ratesPanel(data, wide, momentumName, theme)]),
            ],
            sharesX: true, preferredSize: Size(760, 480), theme: theme)
    }

    private static func accuracyAxis(_ accuracy: LossSeries, _ theme: Theme) -> Axis {
        let range = RobustRange.percent(
            raw: accuracy.raw, averages: accuracy.average.mean, validation: accuracy.validation)
        return Axis(
            "accuracy (%)", lower: range?.lower ?? 0, upper: range?.upper ?? 100, color: theme.second,
            tickLimits: 0...100)
    }

    private static func ratesPanel(_ data: LossData, _ x: Axis, _ momentumName: String, _ theme: Theme) -> Panel {
        var panel = Panel(
            x: x, y: rateAxis("lr", data.lr, color: theme.neutral),
            marks: [
                Mark(.line(x: data.steps, y: data.lr, pen: Pen(theme.neutral, width: theme.averageWidth * 0.85)))
            ])
        if data.momentum.contains(where: \.isFinite) {
            var axis = momentumAxis(momentumName, data.momentum, color: theme.first)
            if axis.lower != nil, let constant = data.momentum.first(where: \.isFinite) {
                // Beside a learning rate that stays too, which lies above the middle, neither line may hide the other.
                axis.lower = constant - 0.025
                axis.upper = constant + 0.075
            }
            panel.right = axis
            panel.marks.append(
                Mark(
                    .line(x: data.steps, y: data.momentum, pen: Pen(theme.first, width: theme.averageWidth * 0.85)),
                    side: .right))
        }
        return panel
    }
}

/// What the legend and the caption of a loss figure say.
struct LossLabels {
    let seeds: Int
    let firstSeed: UInt64
    let smoothing: Smoothing
    let spread: Spread

    var raw: String { seeds > 1 ? "each step, seed \(firstSeed)" : "each step" }
    var average: String { seeds > 1 ? "\(smoothing.label), mean and \(spread.label(seeds: seeds))" : smoothing.label }
    var validation: String { seeds > 1 ? "validation, mean of \(seeds) seeds" : "validation" }

    func caption(steps: Int, diverged: Int) -> String {
        guard steps > 0 else { return "no step was recorded" }
        var parts = ["training batches and validation over \(steps) step\(steps == 1 ? "" : "s")"]
        if seeds > 1 { parts.append("\(seeds) seeds") }
        if diverged > 0 { parts.append(seeds > 1 ? "\(diverged) of them diverged" : "diverged (loss not finite)") }
        return parts.joined(separator: ", ")
    }
}
