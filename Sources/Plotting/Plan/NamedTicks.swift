extension TickLabels {
    /// Distance of a label's lines, as a share of the font's size.
    static let lineHeight = 1.2
}

/// Places ticks with given labels. Long labels are wrapped between words, then lose what all of them share. Of labels that
/// still do not fit, every second, third, ... is shown: that is enough for numbers, and not for names.
struct NamedTicks {
    let measurer: any TextMeasurer
    let font: Font

    private typealias Place = (value: Double, position: Double, label: RichText)

    func horizontal(_ names: [AxisTick], _ scale: Scale) -> AxisPlan {
        let ticks = visible(names, scale)
        let gap = gap(ticks)
        let room = max(font.size * 3, min(gap, abs(scale.end - scale.start)) - font.size * 0.7)
        let labels = wrapped(ticks.map(\.label), room, lines: 3, widest: font.size * 9)
        let widest = labels.joined().map { measurer.measure($0, font).width }.max() ?? 0
        return plan(ticks, labels, scale, distance: widest + font.size * 0.5, gap)
    }

    func vertical(_ names: [AxisTick], _ scale: Scale, width: Double) -> AxisPlan {
        let ticks = visible(names, scale)
        let gap = gap(ticks)
        let line = font.size * TickLabels.lineHeight
        let limit = Int(min(max((min(gap, abs(scale.end - scale.start)) / line).rounded(.down), 1), 6))
        let labels = wrapped(ticks.map(\.label), width, lines: limit, widest: width)
        return plan(ticks, labels, scale, distance: line * 1.05, gap)
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

    /// The lines of every label: no word and no number is broken inside.
    /// - Parameter widest: width that a line with one long word may take.
    private func wrapped(_ labels: [RichText], _ width: Double, lines: Int, widest: Double) -> [[RichText]] {
        if labels.allSatisfy({ measurer.measure($0, font).width <= width }) { return labels.map { [$0] } }
        let fitting = TextFitting(measurer: measurer)
        func whole(_ texts: [String], _ width: Double) -> [[RichText]]? {
            var found: [[RichText]] = []
            for (text, label) in zip(texts, labels) {
                if text == label.plain, measurer.measure(label, font).width <= width || text.isNumber {
                    found.append([label])
                } else if let lines = fitting.whole(text, font, width: width, lines: lines, breaksWords: false) {
                    found.append(lines.map { RichText($0) })
                } else {
                    return nil
                }
            }
            return found
        }
        let forms = NameForms(labels.map(\.plain)).all
        for width in widest > width ? [width, widest] : [width] {
            for texts in forms { if let found = whole(texts, width) { return found } }
        }
        // Cut in the middle: the names as they are if that keeps them apart, otherwise what differs between them.
        let cut = [forms.first, forms.last].compactMap(\.self).map { texts in
            texts.map { text in
                fitting.wrapped(
                    text, font, width: max(width, widest), lines: lines, cut: .middle, breaksWords: false
                ).map { RichText($0) }
            }
        }
        let found = cut.first { areDistinct(labels.map(\.plain), $0) } ?? cut.last ?? []
        return found.map { $0.isEmpty ? [RichText("")] : $0 }
    }

    private func plan(
        _ ticks: [Place], _ labels: [[RichText]], _ scale: Scale, distance: Double, _ gap: Double
    ) -> AxisPlan {
        let share = gap > 0 ? (distance / gap).rounded(.up) : Double(ticks.count)
        let stride = max(1, Int(min(max(share.isFinite ? share : 1, 1), Double(max(ticks.count, 1)))))
        let kept = ticks.indices.filter { $0 % stride == 0 }
        var plan = AxisPlan(
            scale: scale, ticks: kept.map { Tick(value: ticks[$0].value, position: ticks[$0].position) },
            minor: ticks.indices.filter { $0 % stride != 0 }.map { ticks[$0].position },
            labels: TickLabels(
                labels: kept.map { labels[$0].first ?? RichText("") }, exponent: 0,
                more: kept.map { Array(labels[$0].dropFirst()) }))
        let isOfNumbers = ticks.allSatisfy { $0.label.plain.isNumber }
        plan.namesAll = (stride == 1 || isOfNumbers) && areDistinct(ticks.map(\.label.plain), labels)
        return plan
    }

    /// Whether different names have different texts, and every name has one.
    private func areDistinct(_ names: [String], _ labels: [[RichText]]) -> Bool {
        var found: [String: String] = [:]
        for (name, lines) in zip(names, labels) where !name.isEmpty {
            let text = lines.map(\.plain).joined(separator: " ")
            if text.isEmpty || found[text, default: name] != name { return false }
            found[text] = name
        }
        return true
    }
}

extension String {
    /// Whether it is a number, as axes and specs write them.
    var isNumber: Bool { Double(replacing("\u{2212}", with: "-")) != nil }
}
