public import Plotting
import Statistics

extension Figure {
    /// The gap between validation and training after each epoch, by step. The upper panel has validation loss less
    /// training loss, the lower one validation error less training error, in percentage points.
    ///
    /// Training values are those of the smoothed curve at the epoch's last step. Above 0 the validation is worse. Every seed
    /// has a dot, if there are at most ten; the mean has a bar for its interval. A validation without a training step
    /// before it has no gap.
    /// - Parameters:
    ///   - run: a history per seed.
    ///   - name: the name of the experiment.
    ///   - theme: colours, sizes, line widths.
    public static func gap(_ run: RunCurves, name: String, theme: Theme = .light) -> Figure {
        let data = LossData(run, spread: .meanInterval)
        let outcomes = data.outcomes
        /// Validations less the training's values at the last step of each epoch, one row per seed.
        func gaps(_ validations: [[Double]], _ curves: [[Double]]) -> [[Double]] {
            outcomes.averaged.map { seed in
                zip(validations[seed], data.epochEnds).map { value, end in
                    let step = end - StepAxis.end(1)
                    return step >= 0 && step < Double(curves[seed].count) ? value - curves[seed][Int(step)] : .nan
                }
            }
        }
        let x = StepAxis.over(data.steps)
        func panel(_ label: String, _ quantity: DrawnQuantity, _ rows: [[Double]]) -> Panel {
            GapPanel(rows: rows, outcomes: outcomes, quantity: quantity).panel(data.epochEnds, x, label, theme)
        }
        let losses = panel("loss gap", .loss, gaps(data.validLosses, data.smoothedLosses))
        func wrong(_ accuracies: [[Double]]) -> [[Double]] { accuracies.map { $0.map { 100 - $0 } } }
        let errors = panel(
            "error gap (%)", .error, gaps(wrong(data.validAccuracies), wrong(data.smoothedAccuracies)))
        return Figure(
            title: "\(name): gap between validation and training",
            caption: "above 0 the validation is worse; training: \(run.words) at the epoch's end",
            rows: [PanelRow([losses]), PanelRow([errors.withoutLabels(of: losses)])], sharesX: true,
            preferredSize: Size(640, 460), theme: theme)
    }
}

/// One quantity of a figure of gaps.
private struct GapPanel {
    let rows: [[Double]]
    let outcomes: SeedOutcomes
    let quantity: DrawnQuantity

    func panel(_ places: [Double], _ x: Axis, _ label: String, _ theme: Theme) -> Panel {
        let curve = SeedCurve(rows, spread: .meanInterval, in: .unbounded, gaps: .propagated)
        let color = quantity.color(theme)
        var axis = Axis(label, color: color)
        let shown = RobustRange.extremes(curve.lower + curve.upper + rows.joined())
        let (low, high) = (min(shown?.low ?? 0, 0), max(shown?.high ?? 0, 0))
        if high > low { (axis.lower, axis.upper) = (low - 0.08 * (high - low), high + 0.08 * (high - low)) }
        var panel = Panel(x: x, y: axis, marks: [Mark(.horizontalRule(y: 0, pen: theme.rule))])
        let dot = Marker(.circle, size: theme.markerSize * 0.5, fill: theme.rawPen(color).color)
        if rows.count > 1, rows.count <= LossSeries.maxSeeds {
            panel.marks += rows.map { Mark(.points(x: places, y: $0, marker: dot), label: "each seed") }
        }
        let mean = rows.count > 1 ? outcomes.average(.meanInterval) : nil
        if curve.hasBand {
            panel.marks.append(
                Mark(
                    .intervals(
                        at: places, lower: curve.lower, upper: curve.upper,
                        pen: Pen(theme.ink, width: theme.averageWidth * 0.5), cap: theme.markerSize * 0.7), label: mean)
            )
        }
        let marker = Marker(
            quantity.marker, size: theme.markerSize, fill: color,
            outline: Pen(theme.background, width: 1.2 * theme.weight))
        panel.marks += [
            Mark(.line(x: places, y: curve.mean, pen: Pen(color, width: theme.averageWidth * 0.6))),
            Mark(.points(x: places, y: curve.mean, marker: marker), label: mean),
        ]
        return panel
    }
}
