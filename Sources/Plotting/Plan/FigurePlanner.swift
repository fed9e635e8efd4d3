extension Figure {
    /// Finds the place of everything on a page: text is measured first, panels get what is left.
    ///
    /// - Parameters:
    ///   - size: of the page; the figure's preferred size where none is given.
    ///   - measurer: the canvas the figure will be drawn on, or another that has its fonts.
    ///   - pixel: side of a pixel in points: lines are thinned to what such pixels show.
    public func plan(size: Size? = nil, measuring measurer: any TextMeasurer, pixel: Double = 0.5) -> FigurePlan {
        let size = size ?? preferredSize
        let theme = theme.fitted(to: size)
        return FigurePlanner(
            figure: scaled(by: theme.shrink), size: size, theme: theme, measurer: measurer, pixel: pixel
        ).plan()
    }
}

/// Plans one page, from the outside in: headline, legends outside the panels, axes, annotations, legends inside.
struct FigurePlanner {
    let figure: Figure
    let size: Size
    let theme: Theme
    let measurer: any TextMeasurer
    let pixel: Double

    private var frames: FramePlanner { FramePlanner(figure: figure, theme: theme, measurer: measurer) }
    private var legends: LegendPlanner { LegendPlanner(measurer: measurer, theme: theme) }

    func plan() -> FigurePlan {
        let inside = plan(legendsOutside: false)
        // A panel without a free place for its legend gives it up for a line above all panels.
        return inside.isComplete ? inside.plan : plan(legendsOutside: true).plan
    }

    private func plan(legendsOutside: Bool) -> (plan: FigurePlan, isComplete: Bool) {
        var body = Rect(x: 0, y: 0, width: size.width, height: size.height).inset(by: theme.margin)
        var plan = FigurePlan(size: size, theme: theme, texts: [], panels: [], swatches: [], omitted: [])
        var texts = head(&body)
        if legendsOutside { texts += outsideLegend(&body, &plan) }
        let (found, margins) = frames.frames(in: body)
        for frame in found {
            texts += FrameTexts(
                planner: frames, frame: frame, left: margins.left[frame.column], right: margins.right[frame.column],
                top: margins.top[frame.row], bottom: margins.bottom[frame.row]
            ).all()
        }
        var isComplete = true
        for frame in found {
            let (panel, inner, fits) = inside(frame, Drawn(frame, pixel), legendsOutside, &plan)
            plan.panels.append(panel)
            texts += inner
            isComplete = isComplete && fits
        }
        keep(texts, &plan)
        return (plan, isComplete)
    }

    /// Texts are kept in their order; one that would cover another, or leave the page, is left out and said to be.
    private func keep(_ texts: [PlacedText], _ plan: inout FigurePlan) {
        let page = Rect(x: 0, y: 0, width: size.width, height: size.height)
        for text in texts where !text.text.isEmpty {
            if page.contains(text.box), !plan.texts.contains(where: { $0.box.overlaps(text.box) }) {
                plan.texts.append(text)
            } else {
                plan.omitted.append(text)
            }
        }
    }

    /// Headline and caption; takes their room from the top of `body`.
    private func head(_ body: inout Rect) -> [PlacedText] {
        let fitting = TextFitting(measurer: measurer)
        var texts: [PlacedText] = []
        var y = body.minY
        func add(_ role: TextRole, _ text: String, _ font: Font, _ color: Color, lines: Int) {
            for line in fitting.wrapped(RichText(text).plain, font, width: body.width, lines: lines) {
                texts.append(
                    .horizontal(
                        role, RichText(line), font, color, at: Point(body.minX, y + font.size * 0.95), measurer))
                y += font.size * 1.3
            }
        }
        let lines = size.height < 300 ? 1 : 2
        add(.title, figure.title, theme.font(theme.titleSize, isBold: true), theme.ink, lines: lines)
        if !texts.isEmpty { y += theme.captionSize * 0.15 }
        add(.caption, figure.caption, theme.font(theme.captionSize), theme.faintInk, lines: lines)
        if !texts.isEmpty { y += theme.captionSize * 0.5 }
        body.height = max(1, body.maxY - y)
        body.y = y
        return texts
    }

    /// The legends of all panels above them; takes their room from the top of `body`.
    private func outsideLegend(_ body: inout Rect, _ plan: inout FigurePlan) -> [PlacedText] {
        // What the annotations need is known when the panels have their place: once without the legend.
        var entries: [LegendEntry] = []
        for frame in frames.frames(in: body).frames {
            let drawn = Drawn(frame, pixel)
            entries += LegendEntry.of(drawn.shown.map(\.mark))
            entries += annotated(frame, drawn).left.map(entry)
        }
        let (legend, left) = legends.lines(
            entries, x: body.minX, y: body.minY, width: body.width, height: body.height * 0.4)
        plan.swatches += legend.swatches
        plan.omitted += left.map {
            .horizontal(
                .legend, RichText($0.label), theme.font(theme.legendSize), theme.ink, at: Point(0, 0), measurer)
        }
        if !entries.isEmpty {
            let taken = legend.box.height + theme.legendSize * 0.5
            body.y += taken
            body.height = max(1, body.height - taken)
        }
        return legend.texts
    }

    private func entry(_ annotation: Annotation) -> LegendEntry {
        LegendEntry(label: annotation.text.flattened, swatches: [.line(annotation.swatch)])
    }

    private func annotated(_ frame: Frame, _ drawn: Drawn) -> (
        placed: [PlacedText], left: [Annotation]
    ) {
        var occupancy = Occupancy(frame.plot)
        var rules: [Double] = []
        for (mark, shape) in drawn.shown {
            if case .verticalRule(let x, _) = mark.shape {
                rules += [drawn.planner.x.position(of: x)].compactMap { $0 }
            } else {
                occupancy.add(shape)
            }
        }
        return AnnotationPlanner(measurer: measurer, theme: theme, marks: drawn.planner).place(
            frame.panel.annotations, occupancy, rules: rules)
    }

    /// What is inside a panel, and whether its legend found a place there.
    private func inside(_ frame: Frame, _ drawn: Drawn, _ legendsOutside: Bool, _ plan: inout FigurePlan) -> (
        PanelPlan, [PlacedText], Bool
    ) {
        let shapes = drawn.shown.map(\.shape)
        let annotations = annotated(frame, drawn)
        var panel = PanelPlan(plot: frame.plot, x: frame.x, y: frame.y, right: frame.right, shapes: shapes)
        var texts = annotations.placed
        let entries = LegendEntry.of(drawn.shown.map(\.mark)) + annotations.left.map(entry)
        guard !entries.isEmpty, !legendsOutside else { return (panel, texts, true) }
        var occupancy = Occupancy(frame.plot)
        shapes.forEach { occupancy.add($0) }
        annotations.placed.forEach { occupancy.add($0.box, weight: 1) }
        guard let legend = legends.inside(entries, frame.plot, occupancy) else { return (panel, texts, false) }
        panel.legendBox = legend.box
        plan.swatches += legend.swatches
        texts += legend.texts
        return (panel, texts, true)
    }
}

/// The marks of a panel that can be seen, with their shapes.
private struct Drawn {
    let planner: MarkPlanner
    let shown: [(mark: Mark, shape: PlannedShape)]

    init(_ frame: Frame, _ pixel: Double) {
        let planner = MarkPlanner(
            plot: frame.plot, x: frame.x.scale, left: frame.y.scale, right: frame.right?.scale, pixel: pixel)
        shown = frame.panel.marks.compactMap { mark in planner.shape(mark).map { (mark, $0) } }
        self.planner = planner
    }
}
