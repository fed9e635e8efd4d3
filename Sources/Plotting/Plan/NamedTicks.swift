extension TickLabels {
    /// Distance of a label's lines, as a share of the font's size.
    static let lineHeight = 1.2
}

/// Places ticks with given labels. Long labels are wrapped; if that is not enough, every second, third, ... is shown.
struct NamedTicks {
    let measurer: any TextMeasurer
    let font: Font

    private typealias Place = (value: Double, position: Double, label: RichText)

    func horizontal(_ names: [AxisTick], _ scale: Scale) -> AxisPlan {
        let ticks = visible(names, scale)
        let gap = gap(ticks)
        let room = max(font.size * 3, min(gap, abs(scale.end - scale.start)) - font.size * 0.7)
        let labels = ticks.map { wrapped($0.label, room, lines: 3) }
        let widest = labels.joined().map { measurer.measure($0, font).width }.max() ?? 0
        return plan(ticks, labels, scale, distance: widest + font.size * 0.5, gap)
    }

    func vertical(_ names: [AxisTick], _ scale: Scale, width: Double) -> AxisPlan {
        let ticks = visible(names, scale)
        let gap = gap(ticks)
        let line = font.size * TickLabels.lineHeight
        let limit = Int(min(max((min(gap, abs(scale.end - scale.start)) / line).rounded(.down), 1), 6))
        return plan(ticks, ticks.map { wrapped($0.label, width, lines: limit) }, scale, distance: line * 1.05, gap)
    }

    /// Smallest distance between two ticks.
    private func gap(_ ticks: [Place]) -> Double {
        zip(ticks, ticks.dropFirst()).map { abs($1.position - $0.position) }.min() ?? .infinity
    }

    private func visible(_ names: [AxisTick], _ scale: Scale) -> [Place] {
        names.compactMap { name in
            guard let share = scale.fraction(of: name.value), share >= -1e-9, share <= 1 + 1e-9,
                let place = scale.position(of: name.value)
            else { return nil }
            return (name.value, place, name.label)
        }.sorted { $0.value < $1.value }
    }

    private func wrapped(_ label: RichText, _ width: Double, lines: Int) -> [RichText] {
        guard measurer.measure(label, font).width > width else { return [label] }
        let fitting = TextFitting(measurer: measurer)
        let found = fitting.wrapped(label.plain, font, width: width, lines: lines, cut: .middle)
        return found.isEmpty ? [RichText("")] : found.map { RichText($0) }
    }

    private func plan(
        _ ticks: [Place], _ labels: [[RichText]], _ scale: Scale, distance: Double, _ gap: Double
    ) -> AxisPlan {
        let share = gap > 0 ? (distance / gap).rounded(.up) : Double(ticks.count)
        let stride = max(1, Int(min(max(share.isFinite ? share : 1, 1), Double(max(ticks.count, 1)))))
        let kept = ticks.indices.filter { $0 % stride == 0 }
        return AxisPlan(
            scale: scale, ticks: kept.map { Tick(value: ticks[$0].value, position: ticks[$0].position) },
            minor: ticks.indices.filter { $0 % stride != 0 }.map { ticks[$0].position },
            labels: TickLabels(
                labels: kept.map { labels[$0].first ?? RichText("") }, exponent: 0,
                more: kept.map { Array(labels[$0].dropFirst()) }))
    }
}
