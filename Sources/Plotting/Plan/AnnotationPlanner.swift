/// Places annotations beside what they speak of, where neither data nor another text is.
struct AnnotationPlanner {
    let measurer: any TextMeasurer
    let theme: Theme
    let marks: MarkPlanner

    /// The annotations that found a place, and those that did not.
    func place(_ annotations: [Annotation], _ occupancy: Occupancy, rules: [Double]) -> (
        placed: [PlacedText], left: [Annotation]
    ) {
        var placed: [PlacedText] = []
        var left: [Annotation] = []
        let font = theme.font(theme.legendSize)
        let tallest = annotations.map { measurer.measure($0.text, font).ascent }.max() ?? 0
        for annotation in annotations {
            let text = PlacedText.horizontal(
                .annotation, annotation.text, font, annotation.color.legible(on: theme.background), at: Point(0, 0),
                measurer)
            var best: (cost: Double, text: PlacedText)?
            for (order, box) in candidates(annotation, text.box, drop: tallest - (text.origin.y - text.box.y))
                .enumerated()
            {
                guard marks.plot.inset(by: 2).contains(box),
                    !placed.contains(where: { $0.box.inset(by: -3).overlaps(box) })
                else { continue }
                let crossed = rules.filter { $0 > box.minX - 2 && $0 < box.maxX + 2 }.count
                guard occupancy.coverage(box.inset(by: -2)) <= 0.01 else { continue }
                let cost = Double(crossed) + Double(order) * 0.02
                if best.map({ cost < $0.cost }) ?? true { best = (cost, text.moved(toX: box.x, y: box.y)) }
            }
            if var best, best.cost < 1 {
                if case .verticalSpan = annotation.anchor {} else { best.text.hasGround = true }
                placed.append(best.text)
            } else {
                left.append(annotation)
            }
        }
        return (placed, left)
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

    /// Boxes of a text's size around its anchor, best first; `drop` brings baselines to one height.
    private func candidates(_ annotation: Annotation, _ box: Rect, drop: Double) -> [Rect] {
        guard let anchor = anchor(annotation) else { return [] }
        let gap = theme.legendSize * 0.5
        switch annotation.anchor {
        case .verticalRule:
            let plot = marks.plot
            return (0...10).flatMap { step in
                let y = plot.minY + gap + drop + (plot.height - 2 * gap - drop - box.height) * Double(step) / 10
                return [anchor.x + gap, anchor.x - gap - box.width].map {
                    Rect(x: $0, y: y, width: box.width, height: box.height)
                }
            }
        case .verticalSpan(let from, let to):
            guard let (left, right) = marks.span(from, to, marks.x), right - left >= box.width + 4 else { return [] }
            // From the middle to both sides, before it goes down: a rule may stand in the middle.
            let room = right - left - box.width - 4
            return (0...10).flatMap { step in
                let plot = marks.plot
                let y = plot.minY + gap + drop + (plot.height - 2 * gap - drop - box.height) * Double(step) / 10
                return [0, -0.25, 0.25, -0.5, 0.5].map { share in
                    Rect(x: anchor.x - box.width / 2 + room * share, y: y, width: box.width, height: box.height)
                }
            }
        case .point:
            let sides = [
                (0.0, -1.0), (0.0, 1.0), (1.0, 0.0), (-1.0, 0.0), (1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0),
            ]
            return [1.6, 3.2, 5].flatMap { distance in
                sides.map { across, down in
                    Rect(
                        x: anchor.x - box.width / 2 + across * (box.width / 2 + gap * distance),
                        y: anchor.y - box.height / 2 + down * (box.height / 2 + gap * distance), width: box.width,
                        height: box.height)
                }
            }
        }
    }
}
