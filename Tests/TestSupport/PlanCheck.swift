package import Plotting

/// A machine's look at a planned figure.
package enum PlanCheck {
    /// Faults of a figure on a page, in words; empty if all is well. There are these kinds:
    ///
    /// - a text covers another one, or leaves the page;
    /// - a text or a legend's ground covers data: lines, signs, bands, bars, pictures;
    /// - a sign, a leader or a legend's swatch leaves the page;
    /// - a name of a visible mark is neither in a legend nor at the mark's end;
    /// - an axis has no label, or one that is cut; only clauses at its end may be missing;
    /// - a text found no room, unless its role is in `optional`.
    /// - Parameters:
    ///   - size: the page; nil: the figure's preferred one.
    ///   - measurer: measures the text.
    ///   - optional: roles of texts that this page may leave out.
    package static func faults(
        of figure: Figure, size: Size? = nil, measuring measurer: any TextMeasurer = PlainMeasurer(),
        optional: Set<TextRole> = []
    ) -> [String] {
        let plan = figure.plan(size: size ?? figure.preferredSize, measuring: measurer)
        var faults = covered(plan) + beyond(plan) + overData(plan)
        faults += plan.omitted.filter { !optional.contains($0.role) }.map {
            "\($0.role) without room: \($0.text.plain)"
        }
        faults += plan.texts.filter { $0.isCut && !optional.contains($0.role) }.map {
            "\($0.role) cut: \($0.text.plain)"
        }
        if !optional.contains(.legend) { faults += missingNames(figure, plan) }
        return faults + missingLabels(figure, plan)
    }

    private static func covered(_ plan: FigurePlan) -> [String] {
        plan.texts.enumerated().flatMap { index, text in
            plan.texts[(index + 1)...].filter { $0.box.overlaps(text.box) }.map {
                "\(text.role) \"\(text.text.plain)\" covers \($0.role) \"\($0.text.plain)\""
            }
        }
    }

    private static func beyond(_ plan: FigurePlan) -> [String] {
        let page = Rect(x: 0, y: 0, width: plan.size.width, height: plan.size.height)
        var faults = plan.texts.filter { !page.contains($0.box) }.map { "\($0.role) leaves the page: \($0.text.plain)" }
        // Lines and areas are clipped to their panels.
        let unclipped =
            plan.swatches + plan.panels.flatMap(\.leaders)
            + plan.panels.flatMap(\.shapes).filter { if case .markers = $0 { true } else { false } }
        for shape in unclipped {
            let outside = points(shape).filter { point in
                !page.contains(Rect(x: point.x, y: point.y, width: 0, height: 0))
            }
            if let point = outside.first { faults.append("a sign or line leaves the page at \(point)") }
        }
        for panel in plan.panels where !page.contains(panel.plot) {
            faults.append("a panel leaves the page: \(panel.plot)")
        }
        return faults
    }

    private static func points(_ shape: PlannedShape) -> [Point] {
        switch shape {
        case .lines(let lines, _): lines.flatMap { $0 }
        case .areas(let areas, _): areas.flatMap { $0 }
        case .markers(let points, _): points
        case .rects(let rects): rects.map { Point($0.rect.midX, $0.rect.midY) }
        case .images(let images): images.map { Point($0.rect.midX, $0.rect.midY) }
        }
    }

    // MARK: - Text over data

    private static func overData(_ plan: FigurePlan) -> [String] {
        var faults: [String] = []
        for panel in plan.panels {
            // Texts that are data stand in their cells and below their pictures.
            let texts = plan.texts.filter { $0.role != .mark && $0.box.overlaps(panel.plot) }
            for text in texts {
                if let shape = panel.shapes.first(where: { covers(text.box.inset(by: 0.3), $0, panel.plot) }) {
                    faults.append("\(text.role) \"\(text.text.plain)\" covers \(kind(shape))")
                }
            }
            if let box = panel.legendBox, let shape = panel.shapes.first(where: { covers(box, $0, panel.plot) }) {
                faults.append("the legend covers \(kind(shape))")
            }
        }
        return faults
    }

    private static func kind(_ shape: PlannedShape) -> String {
        switch shape {
        case .lines: "a line"
        case .areas: "an area"
        case .markers: "signs"
        case .rects: "rectangles"
        case .images: "pictures"
        }
    }

    /// Whether a box lies over a shape of data. Rules from edge to edge and pale regions are no data.
    private static func covers(_ box: Rect, _ shape: PlannedShape, _ plot: Rect) -> Bool {
        switch shape {
        case .lines(let lines, _):
            return lines.contains { line in
                !isRule(line, plot) && zip(line, line.dropFirst()).contains { crosses($0, $1, box) }
            }
        case .areas(let areas, _):
            return areas.contains { area in
                zip(area, area.dropFirst() + area.prefix(1)).contains { crosses($0, $1, box) }
                    || isInside(Point(box.midX, box.midY), area)
            }
        case .markers(let points, let marker):
            return points.contains { point in
                box.overlaps(
                    Rect(
                        x: point.x - marker.size / 2, y: point.y - marker.size / 2, width: marker.size,
                        height: marker.size))
            }
        case .rects(let rects): return rects.contains { $0.color.alpha > 0.2 && $0.rect.overlaps(box) }
        case .images(let images): return images.contains { $0.rect.overlaps(box) }
        }
    }

    private static func isRule(_ line: [Point], _ plot: Rect) -> Bool {
        guard line.count == 2 else { return false }
        let (width, height) = (abs(line[0].x - line[1].x), abs(line[0].y - line[1].y))
        return width < 0.01 && height > plot.height - 0.1 || height < 0.01 && width > plot.width - 0.1
    }

    /// Whether a line touches a rectangle: Liang and Barsky's clipping leaves a part of it.
    private static func crosses(_ from: Point, _ to: Point, _ box: Rect) -> Bool {
        var (start, end) = (0.0, 1.0)
        let (dx, dy) = (to.x - from.x, to.y - from.y)
        for (step, room) in [
            (-dx, from.x - box.minX), (dx, box.maxX - from.x), (-dy, from.y - box.minY), (dy, box.maxY - from.y),
        ] {
            if step == 0 {
                if room < 0 { return false }
            } else if step < 0 {
                start = max(start, room / step)
            } else {
                end = min(end, room / step)
            }
        }
        return start <= end
    }

    /// Whether a point lies in a polygon: a ray from it crosses the polygon's border an odd number of times.
    private static func isInside(_ point: Point, _ polygon: [Point]) -> Bool {
        zip(polygon, polygon.dropFirst() + polygon.prefix(1)).count { from, to in
            (from.y > point.y) != (to.y > point.y)
                && point.x < from.x + (to.x - from.x) * (point.y - from.y) / (to.y - from.y)
        } % 2 == 1
    }

    // MARK: - Names

    /// Letters without spaces: wrapped lines are compared like this.
    private static func letters(_ text: String) -> String { text.filter { $0 != " " } }

    private static func missingNames(_ figure: Figure, _ plan: FigurePlan) -> [String] {
        let shown = letters(
            plan.texts.filter { [.legend, .lineEnd].contains($0.role) }.map(\.text.plain).joined())
        var names: [String] = []
        for (panel, planned) in zip(figure.rows.flatMap(\.panels), plan.panels) {
            for mark in panel.marks where isVisible(mark, planned) {
                names += [mark.label, mark.endLabel].compactMap { $0 }.filter { !$0.isEmpty && !names.contains($0) }
            }
        }
        return names.filter { !shown.contains(letters(RichText($0).plain)) }.map { "no legend names \($0)" }
    }

    /// Whether a point of a line or a sign lies in its panel.
    private static func isVisible(_ mark: Mark, _ panel: PanelPlan) -> Bool {
        guard let scale = mark.side == .left ? panel.y.scale : panel.right?.scale else { return false }
        let values: (x: [Double], y: [Double])
        switch mark.shape {
        case .line(let x, let y, _), .step(let x, let y, _), .points(let x, let y, _): values = (x, y)
        default: return false
        }
        return mark.beyond == .hidden
            && zip(values.x, values.y).contains { x, y in
                guard let x = panel.x.scale.position(of: x), let y = scale.position(of: y) else { return false }
                return panel.plot.contains(Rect(x: x, y: y, width: 0, height: 0))
            }
    }

    // MARK: - Labels of axes

    private static func missingLabels(_ figure: Figure, _ plan: FigurePlan) -> [String] {
        let panels = figure.rows.flatMap(\.panels)
        var axes: [(role: TextRole, labels: [String])] = [
            (.xLabel, panels.filter(\.hasAxes).map(\.x.label)), (.yLabel, panels.filter(\.hasAxes).map(\.y.label)),
            (.rightLabel, panels.filter(\.hasAxes).compactMap { $0.right?.label }),
        ]
        // A small page leaves out minor panels and second axes.
        if plan.panels.count < panels.count { axes = [] }
        return axes.flatMap { role, labels in
            let shown = letters(plan.texts.filter { $0.role == role }.map(\.text.plain).joined())
            return Set(labels).filter { !$0.isEmpty && !contains(shown, $0) }.sorted().map {
                "\(role) is not \"\($0)\""
            }
        }
    }

    /// Whether a label is shown, whole or without its last clauses.
    private static func contains(_ shown: String, _ label: String) -> Bool {
        let clauses = RichText(label).plain.split(separator: ",")
        return clauses.indices.contains { count in
            shown.contains(letters(clauses[...count].joined(separator: ",")))
        }
    }
}
