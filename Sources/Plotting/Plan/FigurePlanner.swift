extension Figure {
    /// Lays the figure out on a page: text is measured first, panels get the rest.
    ///
    /// On a page that is too small the caption is omitted, then the minor rows, then second axes.
    /// - Parameters:
    ///   - size: of the page; nil for the figure's preferred size.
    ///   - measurer: the canvas to draw on, or another one with the same fonts.
    ///   - pixel: side of a pixel in points. Lines are thinned to the detail that such pixels show.
    public func plan(size: Size? = nil, measuring measurer: any TextMeasurer, pixel: Double = 0.5) -> FigurePlan {
        let size = size ?? preferredSize
        var best = planner(size, measurer, pixel: pixel).plan()
        guard best.strain > 0, best.isOnSmallPage else { return best }
        for simpler in simplifications {
            var plan = simpler.planner(size, measurer, pixel: pixel).plan()
            // Signs without their keys are worth some room.
            if simpler.caption.isEmpty, !captionKeys.isEmpty { plan.strain += 1 }
            if plan.strain < best.strain { best = plan }
            if best.strain == 0 { break }
        }
        if best.texts.allSatisfy({ $0.role != .caption }) {
            best.omitted += planner(size, measurer, pixel: pixel).caption
        }
        return best
    }

    /// The planner of a page for the figure as it is.
    func planner(_ size: Size, _ measurer: any TextMeasurer, pixel: Double = 0.5) -> FigurePlanner {
        let theme = theme.fitted(to: shape(of: size))
        return FigurePlanner(
            figure: arranged(forWidth: size.width, theme).scaled(by: theme.shrink), size: size, theme: theme,
            measurer: measurer, pixel: pixel)
    }
}

/// Plans one page, from the outside in: headline, legends outside the panels, axes, annotations, legends inside.
struct FigurePlanner {
    let figure: Figure
    let size: Size
    let theme: Theme
    let measurer: any TextMeasurer
    let pixel: Double
    let extents: FigureExtents

    init(
        figure: Figure, size: Size, theme: Theme, measurer: any TextMeasurer, pixel: Double,
        extents: FigureExtents? = nil
    ) {
        self.figure = figure
        self.size = size
        self.theme = theme
        self.measurer = measurer
        self.pixel = pixel
        self.extents = extents ?? FigureExtents(figure)
    }

    var frames: FramePlanner {
        FramePlanner(
            figure: figure, theme: theme, measurer: measurer, extents: extents, pageWidth: size.width)
    }
    private var legends: LegendPlanner { LegendPlanner(measurer: measurer, theme: theme) }

    /// The plan with names at lines' ends in all panels that have room for them, and in the legend for the others.
    func plan() -> FigurePlan {
        var named = figure.panelsWithEndLabels
        if named.isEmpty { return planWithLegends() }
        while !named.isEmpty {
            let plan = self.named(atEndsIn: named).planWithLegends()
            let crowded = plan.panels.indices.filter { plan.panels[$0].isCrowded }
            let isNarrow = named.contains { plan.panels[$0].plot.width < size.width * 0.45 / Double(columns) }
            if crowded.isEmpty, !isNarrow, plan.omitted.allSatisfy({ $0.role != .lineEnd }) { return plan }
            named = crowded.isEmpty ? [] : named.subtracting(crowded)
        }
        return self.named(atEndsIn: []).planWithLegends()
    }

    private var columns: Int { figure.rows.map(\.panels.count).max() ?? 1 }

    /// The planner of the same data with names at the ends of the lines of some panels.
    private func named(atEndsIn panels: Set<Int>) -> FigurePlanner {
        FigurePlanner(
            figure: figure.named(atEndsIn: panels), size: size, theme: theme, measurer: measurer, pixel: pixel,
            extents: extents)
    }

    private func planWithLegends() -> FigurePlan {
        let inside = plan(legendsOutside: false)
        // A panel without a free place for its legend gives it up for a line above all panels.
        var plan = inside.isComplete ? inside.plan : plan(legendsOutside: true).plan
        plan.strain = strain(plan)
        return plan
    }

    /// A penalty for cut words, axes of one tick, missing lines of the legend, and panels with too little of the page.
    private func strain(_ plan: FigurePlan) -> Double {
        let cut = plan.texts.count(where: \.isCut) + plan.omitted.count { $0.role != .mark && !$0.isFaint }
        var (share, lonely, count) = (0.0, 0, 0)
        for (line, row) in figure.rows.enumerated() {
            for panel in row.panels {
                let found = plan.panels[count]
                count += 1
                if !figure.isMinor(line) { share += found.plot.width * found.plot.height / (size.width * size.height) }
                for axis in [found.y, found.right] where panel.hasAxes && axis?.ticks.count == 1 { lonely += 1 }
            }
        }
        return Double(cut + lonely) + max(0, 0.2 - share) * 20
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
            let (panel, inner, fits) = inside(frame, Drawn(frame, self), legendsOutside, &plan)
            plan.panels.append(panel)
            texts += inner
            isComplete = isComplete && fits
        }
        keep(texts, &plan)
        return (plan, isComplete)
    }

    /// Keeps texts in their order. A text that would cover another one, or leave the page, is listed as omitted.
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
        var texts: [PlacedText] = []
        var y = body.minY
        func add(_ role: TextRole, _ lines: [String], _ font: Font, _ color: Color, isCut: Bool = false) {
            for line in lines {
                var text = PlacedText(
                    role, RichText(line), font, color, at: Point(body.minX, y + font.size * 0.95), measurer)
                text.isCut = isCut
                texts.append(text)
                y += font.size * 1.3
            }
        }
        let fitting = TextFitting(measurer: measurer)
        let titleFont = theme.font(theme.titleSize, isBold: true)
        add(
            .title,
            fitting.wrapped(
                RichText(figure.title).plain, titleFont, width: body.width,
                lines: lines(theme.titleSize, share: theme.titleShare), cut: .middle), titleFont, theme.ink)
        if !texts.isEmpty { y += theme.captionSize * 0.15 }
        let (caption, isCut) = captionLines(body.width)
        add(.caption, caption, theme.font(theme.captionSize), theme.faintInk, isCut: isCut)
        if !texts.isEmpty { y += theme.captionSize * 0.5 }
        body.height = max(1, body.maxY - y)
        body.y = y
        return texts
    }

    /// As many lines as a share of the page holds.
    private func lines(_ fontSize: Double, share: Double) -> Int {
        Int(min(max((size.height * share / (fontSize * 1.3)).rounded(.down), 1), 6))
    }

    /// As many whole sentences of the caption as fit; cut if not even one does. Sentences that explain signs come before
    /// others, and get more room.
    private func captionLines(_ width: Double) -> (lines: [String], isCut: Bool) {
        let (fitting, font) = (TextFitting(measurer: measurer), theme.font(theme.captionSize))
        // Pages of pictures are sized with their captions.
        let count = figure.isOfPictures ? 4 : lines(theme.captionSize, share: theme.captionShare)
        let text = RichText(figure.caption).plain
        let keys = RichText(figure.captionKeys).plain
        if !keys.isEmpty, fitting.whole(text, font, width: width, lines: count) == nil {
            let more = max(count, lines(theme.captionSize, share: Self.keyShare))
            let found = fitting.sentences(keys, font, width: width, lines: more)
            if !found.isEmpty { return (found, false) }
        }
        let whole = fitting.sentences(text, font, width: width, lines: count)
        if !whole.isEmpty || text.isEmpty { return (whole, false) }
        return (fitting.wrapped(text, font, width: width, lines: count), true)
    }

    /// Share of the page's height that the keys of a caption may take.
    private static let keyShare = 0.2

    /// The caption without a place, for the list of omitted texts.
    var caption: [PlacedText] {
        guard !figure.caption.isEmpty else { return [] }
        return [
            .init(
                .caption, RichText(figure.caption), theme.font(theme.captionSize), theme.faintInk, at: Point(0, 0),
                measurer)
        ]
    }

    /// The height of a page of this width on which pictures fill the panel, and nothing is left blank.
    func pictureHeight() -> Double? {
        guard let tiles = figure.tiles else { return nil }
        var body = Rect(x: 0, y: 0, width: size.width, height: size.height).inset(by: theme.margin)
        _ = head(&body)
        let (found, _) = frames.frames(in: body)
        guard let plot = found.first?.plot else { return nil }
        let needed = TilePlanner(measurer: measurer, theme: theme, plot: plot).naturalHeight(
            tiles, limit: min(size.width * 2.1, Size.points(millimetres: 240)))
        return size.height - plot.height + needed
    }

    /// The legends of all panels above them; takes their room from the top of `body`.
    private func outsideLegend(_ body: inout Rect, _ plan: inout FigurePlan) -> [PlacedText] {
        // Annotations that need the legend are known after a first layout without it.
        var entries: [LegendEntry] = []
        for frame in frames.frames(in: body).frames {
            let drawn = Drawn(frame, self)
            entries += LegendEntry.of(drawn.shown.map(\.mark))
            entries += annotated(frame, drawn).left.map(entry)
        }
        let (legend, left) = legends.lines(entries, in: body)
        plan.swatches += legend.swatches
        plan.omitted += left.map {
            var text = PlacedText(
                .legend, RichText($0.label), theme.font(theme.legendSize), theme.ink, at: Point(0, 0), measurer)
            text.isFaint = $0.isFaint
            return text
        }
        if !entries.isEmpty {
            let taken = legend.box.height + theme.legendSize * 0.5
            body.y += taken
            body.height = max(1, body.height - taken)
        }
        return legend.texts
    }

    private func entry(_ annotation: Annotation) -> LegendEntry {
        LegendEntry(label: annotation.text.flattened, swatches: [LegendEntry.Swatch(annotation.swatch)])
    }

    /// The annotations of a panel that have a place, and those for the legend.
    private func annotated(_ frame: Frame, _ drawn: Drawn) -> (
        placed: [PlacedText], left: [Annotation]
    ) {
        guard !frame.panel.annotations.isEmpty else { return ([], []) }
        var occupancy = Occupancy(frame.plot)
        var rules: [Double] = []
        for (mark, shapes) in drawn.shown {
            if case .verticalRule(let x, _) = mark.shape {
                rules += [drawn.planner.x.position(of: x)].compactMap { $0 }
            } else {
                shapes.forEach { occupancy.add($0) }
            }
        }
        drawn.texts.forEach { occupancy.add($0.box, weight: 1) }
        let found = AnnotationPlanner(measurer: measurer, theme: theme, marks: drawn.planner).place(
            frame.panel.annotations, occupancy, rules: rules)
        return (found.placed, found.left.filter { !$0.isOptional })
    }

    /// The content of a panel, and whether its legend found a place there.
    private func inside(_ frame: Frame, _ drawn: Drawn, _ legendsOutside: Bool, _ plan: inout FigurePlan) -> (
        PanelPlan, [PlacedText], Bool
    ) {
        let shapes = drawn.shown.flatMap(\.shapes)
        let annotations = annotated(frame, drawn)
        var panel = PanelPlan(plot: frame.plot, x: frame.x, y: frame.y, right: frame.right, shapes: shapes)
        panel.hasAxes = frame.panel.hasAxes
        let widest = figure.rows[frame.row].panels.map(\.weight).max() ?? 1
        panel.isSlim = frame.panel.weight < widest / 2
        (panel.leaders, panel.isCrowded) = (drawn.leaders, drawn.isCrowded)
        panel.hasGrid = (
            frame.panel.hasAxes && frame.panel.x.hasGrid, frame.panel.hasAxes && frame.panel.y.hasGrid
        )
        var texts = drawn.texts + annotations.placed
        plan.omitted += drawn.left
        let entries = LegendEntry.of(drawn.shown.map(\.mark)) + annotations.left.map(entry)
        guard !entries.isEmpty, !legendsOutside else { return (panel, texts, true) }
        var occupancy = Occupancy(frame.plot)
        shapes.forEach { occupancy.add($0) }
        texts.forEach { occupancy.add($0.box, weight: 1) }
        guard let legend = legends.inside(entries, frame.plot, occupancy) else { return (panel, texts, false) }
        panel.legendBox = legend.box
        plan.swatches += legend.swatches
        texts += legend.texts
        return (panel, texts, true)
    }
}
