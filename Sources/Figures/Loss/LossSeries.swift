import Plotting

/// One quantity of a loss figure.
struct LossSeries {
    let side: AxisSide
    /// The values of the first seed, by step.
    let raw: [Double]
    /// The smoothed curves, over the seeds in the means.
    let average: SeedCurve
    /// Mean over the same seeds, by epoch.
    let validation: [Double]
    /// Smoothed curves of the seeds that did not finish, up to their end.
    let ended: [[Double]]
    /// Whether the mean is over several seeds.
    let hasBand: Bool

    /// - Parameters:
    ///   - raw: the values of the first seed.
    ///   - averaged: smoothed curves by step, one row per seed.
    ///   - validations: by epoch, one row per seed.
    init(
        raw: [Double], _ averaged: [[Double]], _ validations: [[Double]], _ outcomes: SeedOutcomes, _ spread: Spread,
        side: AxisSide
    ) {
        self.side = side
        self.raw = raw
        average = SeedCurve(outcomes.averaged.map { averaged[$0] }, spread: spread, gaps: .propagated)
        validation = SeedCurve(outcomes.averaged.map { validations[$0] }, spread: spread, gaps: .propagated).mean
        ended = outcomes.ended.map { Array(averaged[$0.place].prefix($0.steps)) }
        hasBand = outcomes.averaged.count > 1
    }

    private func color(_ theme: Theme) -> Color {
        side == .left ? theme.first : theme.second
    }

    func bandMarks(_ steps: [Double], _ theme: Theme, _ labels: LossLabels) -> [Mark] {
        guard hasBand else { return [] }
        let color = color(theme)
        let shape: Mark.Shape =
            steps.count == 1
            ? .intervals(
                at: steps, lower: average.lower, upper: average.upper, pen: Pen(color, width: theme.averageWidth * 0.6),
                cap: theme.markerSize * 0.8)
            : .band(x: steps, lower: average.lower, upper: average.upper, color: color.opacity(theme.bandOpacity))
        return [Mark(shape, side: side, label: labels.average)]
    }

    func rawMarks(_ steps: [Double], _ theme: Theme, _ labels: LossLabels) -> [Mark] {
        [Mark(.line(x: steps, y: raw, pen: theme.rawPen(color(theme))), side: side, label: labels.raw)]
    }

    func averageMarks(_ steps: [Double], _ theme: Theme, _ labels: LossLabels) -> [Mark] {
        let pen = Pen(color(theme), width: theme.averageWidth)
        return [
            Mark(.line(x: steps, y: average.mean, pen: theme.casing), side: side),
            Mark(.line(x: steps, y: average.mean, pen: pen), side: side, label: labels.average),
        ]
    }

    func validationMarks(_ ends: [Double], _ theme: Theme, _ labels: LossLabels) -> [Mark] {
        guard validation.contains(where: \.isFinite) else { return [] }
        let marker = Marker(
            side == .left ? .circle : .diamond, size: theme.markerSize, fill: color(theme),
            outline: Pen(theme.background, width: 1.2 * theme.weight))
        return [Mark(.points(x: ends, y: validation, marker: marker), side: side, label: labels.validation)]
    }

    /// Triangles at the edge for raw or smoothed values that leave the panel.
    func exitMarks(_ steps: [Double], _ axis: Axis, _ theme: Theme) -> [Mark] {
        guard let lower = axis.lower, let upper = axis.upper else { return [] }
        return PanelExits(lower: lower, upper: upper, side: side).marks(
            steps, [raw, average.mean], color: color(theme), theme)
    }

    /// A cross at the end of each seed that did not finish, with its smoothed curve if there are several seeds.
    func endMarks(_ steps: [Double], _ axis: Axis, _ theme: Theme, _ outcomes: SeedOutcomes) -> [Mark] {
        let color = color(theme)
        var marks: [Mark] = []
        for values in ended {
            guard let last = values.lastIndex(where: \.isFinite), last < steps.count else { continue }
            if outcomes.count > 1 {
                let pen = Pen(color, width: theme.averageWidth * 0.5, dash: [2.5, 1.5])
                marks.append(
                    Mark(
                        .line(x: Array(steps.prefix(last + 1)), y: Array(values.prefix(last + 1)), pen: pen),
                        side: side,
                        label: outcomes.endLabel))
            }
            let height = min(max(values[last], axis.lower ?? -.infinity), axis.upper ?? .infinity)
            let cross = Marker(
                .cross, size: theme.markerSize * 1.15, fill: color, outline: Pen(color, width: 1.8 * theme.weight))
            marks.append(
                Mark(.points(x: [steps[last]], y: [height], marker: cross), side: side, label: outcomes.endLabel))
        }
        return marks
    }
}
