/// Chooses ticks that fit an axis of some length and measures their labels.
struct AxisPlanner {
    let measurer: any TextMeasurer
    let font: Font
    /// Largest width of a name at a tick of a vertical axis.
    let maxNameWidth: Double

    /// Height of the tallest label and width of the widest.
    func labelSize(_ labels: TickLabels) -> Size {
        var size = Size(0, 0)
        for index in labels.labels.indices {
            let lines = labels.lines(index)
            for line in lines {
                let extent = measurer.measure(line, font)
                size.width = max(size.width, extent.width)
                let above = Double(lines.count - 1) * font.size * TickLabels.lineHeight
                size.height = max(size.height, above + extent.ascent + extent.descent)
            }
        }
        return size
    }

    /// A horizontal axis over `plot`, with as many labels as fit.
    func horizontal(_ axis: Axis, ends: (Double, Double), over plot: Rect) -> AxisPlan {
        let scale = Scale(axis.scale, lower: ends.0, upper: ends.1, start: plot.minX, end: plot.maxX)
        if let names = axis.ticks { return NamedTicks(measurer: measurer, font: font).horizontal(names, scale) }
        let limit = max(2, min(10, Int(plot.width / (font.size * 3.6))))
        return plan(axis, scale, limit: limit) { labels, ticks in
            var end = -Double.infinity
            for (label, tick) in zip(labels.labels, ticks) {
                let width = measurer.measure(label, font).width
                if tick.position - width / 2 < end + font.size * 0.7 { return false }
                end = tick.position + width / 2
            }
            return true
        }
    }

    /// A vertical axis beside `plot`, with as many labels as fit.
    func vertical(_ axis: Axis, ends: (Double, Double), over plot: Rect) -> AxisPlan {
        let scale = Scale(axis.scale, lower: ends.0, upper: ends.1, start: plot.maxY, end: plot.minY)
        if let names = axis.ticks {
            return NamedTicks(measurer: measurer, font: font).vertical(names, scale, width: maxNameWidth)
        }
        return plan(axis, scale, limit: maxVertical(over: plot), standApart: standApart)
    }

    /// Largest number of labels on a vertical axis.
    func maxVertical(over plot: Rect) -> Int {
        max(2, min(8, Int(plot.height / (font.size * 2.2))))
    }

    /// Whether the labels of a vertical axis stand apart.
    func standApart(_ labels: TickLabels, _ ticks: [Tick]) -> Bool {
        let height = labelSize(labels).height * 1.25
        return zip(ticks, ticks.dropFirst()).allSatisfy { abs($1.position - $0.position) >= height }
    }

    /// As many ticks as have labels that stand apart: at least one, at most `limit`.
    private func plan(
        _ axis: Axis, _ scale: Scale, limit: Int, standApart: (TickLabels, [Tick]) -> Bool
    ) -> AxisPlan {
        var count = limit
        while true {
            let candidate = located(axis, scale, count: count)
            if count == 1 || standApart(candidate.labels, candidate.ticks) {
                // One or two ticks say little, so a few more are tried.
                var best = candidate
                if candidate.ticks.count < 3 {
                    for more in count + 1...count + 5 {
                        let richer = located(axis, scale, count: more)
                        if richer.ticks.count > best.ticks.count, standApart(richer.labels, richer.ticks) {
                            best = richer
                        }
                        if best.ticks.count >= 3 { break }
                    }
                }
                return best
            }
            count -= 1
        }
    }

    private func located(_ axis: Axis, _ scale: Scale, count: Int) -> AxisPlan {
        switch axis.scale {
        case .linear:
            let values = LinearTicks.locate(
                scale.lower, scale.upper, count: count, wholeNumbers: axis.wholeNumbers
            ).filter { axis.tickLimits.contains($0) }
            return AxisPlan(
                scale: scale, ticks: ticks(values, scale), minor: [], labels: TickFormatter.linear(values))
        case .log:
            let found = LogTicks.locate(scale.lower, scale.upper, count: count)
            let values = found.major.filter { axis.tickLimits.contains($0) }
            return AxisPlan(
                scale: scale, ticks: ticks(values, scale),
                minor: found.minor.filter { axis.tickLimits.contains($0) }.compactMap(scale.position),
                labels: TickFormatter.log(values))
        }
    }

    /// Ticks with their places.
    func ticks(_ values: [Double], _ scale: Scale) -> [Tick] {
        values.compactMap { value in scale.position(of: value).map { Tick(value: value, position: $0) } }
    }
}
