import Text
public import Plotting
import Statistics

extension Figure {
    /// The smoothed curve of every seed: loss above, accuracy or error below, with all validations. The seeds that end
    /// highest and lowest are named. A cross marks the end of a seed that diverged.
    /// - Parameters:
    ///   - run: a history per seed.
    ///   - seeds: their numbers.
    ///   - name: the name of the experiment.
    ///   - theme: colours, sizes, line widths.
    public static func seeds(
        _ run: RunCurves, seeds: [UInt64], name: String, theme: Theme = .light
    ) -> Figure {
        let data = LossData(run, spread: .meanInterval)
        let steps = data.steps
        let isError = data.answers.quantity == .error
        func answers(_ rows: [[Double]]) -> [[Double]] { isError ? rows.map { $0.map { 100 - $0 } } : rows }
        func panel(_ series: LossSeries, _ rows: [[Double]], _ validations: [[Double]]) -> Panel {
            var curves = rows
            for end in data.outcomes.ended { curves[end.place] = Array(rows[end.place].prefix(end.steps)) }
            let axis = seedsAxis(series.withoutRaw(), curves, limit: data.limit, theme)
            let color = series.quantity.color(theme)
            let pen = Pen(color.opacity(0.6), width: theme.averageWidth * 0.55)
            let dot = Marker(.circle, size: theme.markerSize * 0.55, fill: color.opacity(0.6))
            var panel = Panel(x: StepAxis.over(steps), y: axis)
            panel.marks = curves.map {
                Mark(.line(x: Array(steps.prefix($0.count)), y: $0, pen: pen), label: "each seed")
            }
            panel.marks += validations.map {
                Mark(.points(x: data.epochEnds, y: $0, marker: dot), label: "validation of each seed")
            }
            panel.marks += series.endMarks(steps, axis, theme, data.outcomes, hasLines: false)
            panel.marks += series.exitMarks(steps, of: curves, axis, theme)
            panel.annotations = names(of: curves, seeds, steps, color, theme)
            return panel
        }
        let losses = panel(data.loss, data.smoothedLosses, data.validLosses)
        let right = panel(data.answers, answers(data.smoothedAccuracies), answers(data.validAccuracies))
        let counts: [String?] = [
            Plural.counted(run.length, "step"), Plural.counted(run.histories.count, "seed"), data.outcomes.remark,
        ]
        let parts: [String?] = [counts.compactMap { $0 }.joined(separator: ", "), run.words, data.blowUpNote]
        return Figure(
            title: "\(name): every seed", caption: parts.compactMap { $0 }.joined(separator: "; "),
            rows: [PanelRow(weight: 1.4, [losses]), PanelRow([right.withoutLabels(of: losses)])], sharesX: true,
            preferredSize: Size(760, 540), theme: theme)
    }

    /// The axis of the mean, wide enough for the curves of all seeds, down to a thirtieth of the lowest mean.
    private static func seedsAxis(_ series: LossSeries, _ curves: [[Double]], limit: Double?, _ theme: Theme) -> Axis {
        var axis = LossAxes.axis(series, limit: limit, theme)
        guard let lower = axis.lower, let upper = axis.upper, axis.scale != .linear else { return axis }
        let shown = curves.joined().filter { $0.isFinite && $0 > 0 }
        axis.lower = min(lower, max((shown.min() ?? lower) * 0.9, (series.span?.low ?? lower) / 30))
        let highest = max(upper, min(shown.max() ?? upper, 2 * upper) * 1.05)
        axis.upper = min(highest, series.quantity.bounds.limits.upperBound)
        return axis
    }

    /// The names of the seeds whose curves end highest and lowest.
    private static func names(
        of curves: [[Double]], _ seeds: [UInt64], _ steps: [Double], _ color: Color, _ theme: Theme
    ) -> [Annotation] {
        let ends = curves.enumerated().compactMap { place, curve in
            curve.lastIndex(where: \.isFinite).map { (seed: place, step: $0, value: curve[$0]) }
        }.filter { $0.seed < seeds.count && $0.step < steps.count }
        guard ends.count > 1, let high = ends.max(by: { $0.value < $1.value }),
            let low = ends.min(by: { $0.value < $1.value }), high.seed != low.seed
        else { return [] }
        return [high, low].map { end in
            Annotation(
                RichText("seed \(seeds[end.seed])"), at: .point(x: steps[end.step], y: end.value, side: .left),
                color: theme.faintInk, swatch: Pen(color, width: theme.averageWidth), isOptional: true)
        }
    }
}
