import Plotting

/// One quantity of a loss figure.
struct LossSeries {
    let quantity: DrawnQuantity
    /// The values of the first seed, by step.
    private(set) var raw: [Double]
    /// The smoothed curves, over the seeds in the means.
    let average: SeedCurve
    /// Validations of the same seeds, by epoch.
    let validation: SeedCurve
    /// Validations of each seed in the means; empty for one seed and for more than ten.
    let seeds: [[Double]]
    /// Smoothed curves of the seeds that did not finish, up to their end.
    let ended: [[Double]]
    /// Their numbers of steps.
    private let ends: [Int]
    /// Whether the mean is over several seeds.
    let hasBand: Bool

    /// With more seeds only their mean and interval are drawn.
    static let maxSeeds = 10

    /// - Parameters:
    ///   - raw: the values of the first seed.
    ///   - averaged: smoothed curves by step, one row per seed.
    ///   - validations: by epoch, one row per seed.
    init(
        _ quantity: DrawnQuantity, raw: [Double], _ averaged: [[Double]], _ validations: [[Double]],
        _ outcomes: SeedOutcomes, _ spread: Spread
    ) {
        self.quantity = quantity
        self.raw = raw
        func curve(_ rows: [[Double]]) -> SeedCurve {
            SeedCurve(outcomes.averaged.map { rows[$0] }, spread: spread, in: quantity.bounds, gaps: .propagated)
        }
        average = curve(averaged)
        validation = curve(validations)
        ended = outcomes.ended.map { Array(averaged[$0.place].prefix($0.steps)) }
        ends = outcomes.ended.map(\.steps)
        hasBand = outcomes.averaged.count > 1
        let count = outcomes.averaged.count
        seeds = count > 1 && count <= Self.maxSeeds ? outcomes.averaged.map { validations[$0] } : []
    }

    /// Accuracies as errors: 100 - accuracy.
    init(errorsOf accuracy: LossSeries) {
        quantity = .error
        raw = accuracy.raw.map { 100 - $0 }
        average = accuracy.average.reflected(at: 100)
        validation = accuracy.validation.reflected(at: 100)
        seeds = accuracy.seeds.map { $0.map { 100 - $0 } }
        ended = accuracy.ended.map { $0.map { 100 - $0 } }
        ends = accuracy.ends
        hasBand = accuracy.hasBand
    }

    /// The same without single steps.
    func withoutRaw() -> LossSeries {
        var series = self
        series.raw = Array(average.mean.prefix(1))
        return series
    }

    /// The highest and the lowest value above 0 of smoothed curves and validations. A twentieth of the curve may be lower:
    /// averages of batches without errors come arbitrarily close to 0.
    var span: (low: Double, high: Double)? {
        let lines = [average.mean, validation.mean]
        let highs = lines.compactMap { RobustRange.extremes($0)?.high }
        let positive = average.mean.filter { $0 > 0 }
        let lows = [
            quantity == .loss ? positive.min() : RobustRange.quantile(positive, 0.05),
            validation.mean.filter { $0 > 0 }.min(),
        ].compactMap { $0 }
        guard let high = highs.max(), let low = lows.min(), low <= high else { return nil }
        return (low, high)
    }

    // MARK: Marks

    func bandMarks(_ steps: [Double], _ theme: Theme, _ labels: LossLabels) -> [Mark] {
        guard average.hasBand else { return [] }
        let color = quantity.color(theme)
        let shape: Mark.Shape =
            steps.count == 1
            ? .intervals(
                at: steps, lower: average.lower, upper: average.upper, pen: Pen(color, width: theme.averageWidth * 0.6),
                cap: theme.markerSize * 0.8)
            : .band(x: steps, lower: average.lower, upper: average.upper, color: color.opacity(theme.bandOpacity))
        return [Mark(shape, label: labels.average)]
    }

    /// Errors of single batches have no line: most are 0, which a logarithmic axis does not have.
    func rawMarks(_ steps: [Double], _ theme: Theme, _ labels: LossLabels) -> [Mark] {
        if quantity == .error { return [] }
        return [Mark(.line(x: steps, y: raw, pen: theme.rawPen(quantity.color(theme))), label: labels.raw)]
    }

    func averageMarks(_ steps: [Double], _ theme: Theme, _ labels: LossLabels) -> [Mark] {
        let pen = Pen(quantity.color(theme), width: theme.averageWidth)
        return [
            Mark(.line(x: steps, y: average.mean, pen: theme.casing)),
            Mark(.line(x: steps, y: average.mean, pen: pen), label: labels.average),
        ]
    }

    /// A dot for each seed, the mean, and its interval: all at the place of the validation.
    func validationMarks(_ ends: [Double], _ theme: Theme, _ labels: LossLabels) -> [Mark] {
        guard validation.mean.contains(where: \.isFinite) else { return [] }
        let color = quantity.color(theme)
        let size = theme.markerSize * (ends.count > 20 ? 0.6 : 1)
        let dot = Marker(.circle, size: size * 0.5, fill: theme.rawPen(color).color)
        let mean = Marker(
            quantity.marker, size: size, fill: color, outline: Pen(theme.background, width: 1.2 * theme.weight))
        var marks = seeds.map { Mark(.points(x: ends, y: $0, marker: dot), label: labels.seedValidation) }
        if validation.hasBand {
            marks.append(
                Mark(
                    .intervals(
                        at: ends, lower: validation.lower, upper: validation.upper,
                        pen: Pen(theme.ink, width: theme.averageWidth * 0.5), cap: size * 0.7), label: labels.validation
                ))
        }
        return marks + [Mark(.points(x: ends, y: validation.mean, marker: mean), label: labels.validation)]
    }

    /// Triangles at the edge for values that leave the panel. On a logarithmic axis single steps may leave it at the bottom
    /// without a sign.
    func exitMarks(_ steps: [Double], _ axis: Axis, _ theme: Theme) -> [Mark] {
        guard quantity != .error else { return exitMarks(steps, of: [average.mean], axis, theme) }
        var raw = axis.scale == .linear ? raw : raw.map { max($0, axis.lower ?? $0) }
        // Beside a cross at the panel's edge they would cover it.
        for end in ends.indices where isBeyond(end) {
            let reach = raw.count / 50
            let last = ends[end] - 1
            for step in last - reach...last + reach where raw.indices.contains(step) { raw[step] = .nan }
        }
        return exits(axis)?.marks(steps, [raw, average.mean], color: quantity.color(theme), theme) ?? []
    }

    /// Triangles at the edge where averages of this quantity leave the panel, and where they come back.
    /// - Parameters:
    ///   - places: on the horizontal axis, of all lines.
    ///   - scale: of the horizontal axis.
    func exitMarks(
        _ places: [Double], of lines: [[Double]], _ axis: Axis, scale: ScaleKind = .linear, _ theme: Theme
    ) -> [Mark] {
        guard let exits = exits(axis) else { return [] }
        return exits.marks(places, lines.map(exits.edges), color: quantity.color(theme), scale: scale, theme)
    }

    /// Whether the last losses of a seed that ended are too large for an average.
    private func isBeyond(_ end: Int) -> Bool {
        quantity == .loss && ends[end] > 0 && ended[end].lastIndex(where: \.isFinite) != ends[end] - 1
    }

    private func exits(_ axis: Axis) -> PanelExits? {
        guard let lower = axis.lower, let upper = axis.upper else { return nil }
        return PanelExits(lower: lower, upper: upper, side: .left)
    }

    /// A cross at the end of each seed that did not finish: at the panel's upper edge if its last losses are too large for
    /// an average.
    /// - Parameters:
    ///   - places: of steps on the horizontal axis.
    ///   - hasLines: whether the smoothed curves of these seeds are drawn, too, if there are several seeds.
    func endMarks(
        _ places: [Double], _ axis: Axis, _ theme: Theme, _ outcomes: SeedOutcomes, hasLines: Bool = true
    ) -> [Mark] {
        let color = quantity.color(theme)
        let label = hasLines ? outcomes.endLabel : outcomes.endKind
        var marks: [Mark] = []
        for (index, values) in ended.enumerated() {
            let end = min(ends[index], places.count) - 1
            guard end >= 0, places[end].isFinite else { continue }
            let last = values.lastIndex(where: \.isFinite)
            let isBeyond = isBeyond(index)
            guard let height = isBeyond ? axis.upper.map({ 2 * $0 }) : last.map({ values[$0] }) else { continue }
            if hasLines, outcomes.count > 1, let last {
                let pen = Pen(color, width: theme.averageWidth * 0.5, dash: [2.5, 1.5])
                var (x, y) = (Array(places.prefix(last + 1)), Array(values.prefix(last + 1)))
                if isBeyond {
                    x.append(places[last + 1])
                    y.append(height)
                }
                marks.append(Mark(.line(x: x, y: y, pen: pen), label: label))
            }
            let cross = Marker(
                .cross, size: theme.markerSize * 1.15, fill: color, outline: Pen(color, width: 1.8 * theme.weight))
            marks.append(Mark(.points(x: [places[end]], y: [height], marker: cross), label: label, beyond: .atEdge))
        }
        return marks
    }
}
