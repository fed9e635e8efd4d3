/// Places annotations beside their anchors, away from data and other texts.
struct AnnotationPlanner {
    let measurer: any TextMeasurer
    let theme: Theme
    let marks: MarkPlanner

    /// The annotations that found a place, and the others. Names of spans stand all in the panel or all in the legend.
    func place(_ annotations: [Annotation], _ occupancy: Occupancy, rules: [Double]) -> (
        placed: [PlacedText], left: [Annotation]
    ) {
        let found = placeEach(annotations, occupancy, rules: rules)
        guard found.left.contains(where: \.isOfSpan) else { return found }
        let others = placeEach(annotations.filter { !$0.isOfSpan }, occupancy, rules: rules)
        return (others.placed, annotations.filter(\.isOfSpan) + others.left)
    }

    private func placeEach(_ annotations: [Annotation], _ occupancy: Occupancy, rules: [Double]) -> (
        placed: [PlacedText], left: [Annotation]
    ) {
        var placed: [PlacedText] = []
        var left: [Annotation] = []
        let tallest = annotations.map { measurer.measure($0.text, font).ascent }.max() ?? 0
        for annotation in annotations {
            var best: (cost: Double, text: PlacedText)?
            for (order, text) in candidates(annotation, tallest).enumerated() {
                guard marks.plot.inset(by: 2).contains(text.box),
                    !placed.contains(where: { $0.box.inset(by: -3).overlaps(text.box) }),
                    occupancy.isFree(text.box.inset(by: -1))
                else { continue }
                // A span's name lies above rules, on the span's ground.
                let crossed =
                    annotation.isOfSpan ? [] : rules.filter { $0 > text.box.minX - 2 && $0 < text.box.maxX + 2 }
                let cost = Double(crossed.count) + Double(order) * 0.02
                if best.map({ cost < $0.cost }) ?? true { best = (cost, text) }
            }
            if let best, best.cost < 1 || annotation.isOfSpan {
                placed.append(best.text)
            } else {
                left.append(annotation)
            }
        }
        return (placed, left)
    }

    private var font: Font { theme.font(theme.legendSize) }

    /// The ground below a text: a span's colour on the page if the swatch is pale, otherwise the page, slightly transparent.
    private func ground(_ annotation: Annotation) -> Color {
        let tint = annotation.swatch.color
        guard annotation.isOfSpan, tint.alpha <= 0.25 else { return theme.background.opacity(0.7) }
        return theme.background.combined(with: tint) { page, tint in page.mixed(with: tint.opacity(1), tint.alpha) }
    }

    private func anchor(_ annotation: Annotation) -> Point? {
        switch annotation.anchor {
        case .verticalRule(let x):
            return marks.x.position(of: x).map { Point($0, marks.plot.minY) }
        case .point(let x, let y, let side):
            guard let scale = marks.scale(side), let px = marks.x.position(of: x), let py = scale.position(of: y)
            else { return nil }
            return Point(px, py)
        case .verticalSpan(let from, let to):
            return marks.span(from, to, marks.x).map { Point(($0.0 + $0.1) / 2, marks.plot.minY) }
        }
    }

    /// The text at places around its anchor, best first; `tallest` brings baselines to one height.
    private func candidates(_ annotation: Annotation, _ tallest: Double) -> [PlacedText] {
        guard let anchor = anchor(annotation) else { return [] }
        let ground = ground(annotation)
        func text(isVertical: Bool) -> PlacedText {
            let color = annotation.color.legible(on: ground.opacity(1))
            var text = PlacedText(
                .annotation, annotation.text, font, color, at: Point(0, 0), isVertical: isVertical, measurer)
            text.ground = ground
            return text
        }
        let level = text(isVertical: false)
        let box = level.box
        let gap = theme.legendSize * 0.5
        let drop = tallest - (level.origin.y - box.y)
        let plot = marks.plot
        /// Eleven heights from the panel's top to its bottom for a text of some height.
        func heights(_ height: Double) -> [Double] {
            (0...10).map { plot.minY + gap + drop + (plot.height - 2 * gap - drop - height) * Double($0) / 10 }
        }
        switch annotation.anchor {
        case .verticalRule:
            return heights(box.height).flatMap { y in
                [anchor.x + gap, anchor.x - gap - box.width].map { level.moved(toX: $0, y: y) }
            }
        case .verticalSpan(let from, let to):
            guard let (left, right) = marks.span(from, to, marks.x) else { return [] }
            let upright = text(isVertical: true)
            return [level, upright].filter { $0.box.width + 4 <= right - left }.flatMap { text in
                heights(text.box.height).map { text.moved(toX: anchor.x - text.box.width / 2, y: $0) }
            }
        case .point:
            let sides = [
                (0.0, -1.0), (0.0, 1.0), (1.0, 0.0), (-1.0, 0.0), (1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0),
            ]
            return [1.6, 3.2, 5].flatMap { distance in
                sides.map { across, down in
                    level.moved(
                        toX: anchor.x - box.width / 2 + across * (box.width / 2 + gap * distance),
                        y: anchor.y - box.height / 2 + down * (box.height / 2 + gap * distance))
                }
            }
        }
    }
}

extension Annotation {
    fileprivate var isOfSpan: Bool { if case .verticalSpan = anchor { true } else { false } }
}
