/// One line of a legend: what the marks of one label look like.
struct LegendEntry {
    enum Swatch {
        case line(Pen)
        case band(Color)
        /// A line within its band.
        case lineInBand(Pen, Color)
        case marker(Marker)
    }

    var label: String
    var swatches: [Swatch]

    /// The entries of marks: those with one label share one.
    static func of(_ marks: [Mark]) -> [LegendEntry] {
        var entries: [LegendEntry] = []
        for mark in marks {
            guard let label = mark.label, !label.isEmpty else { continue }
            let swatch: Swatch
            switch mark.shape {
            case .line(_, _, let pen), .horizontalRule(_, let pen), .verticalRule(_, let pen): swatch = .line(pen)
            case .band(_, _, _, let color): swatch = .band(color)
            case .points(_, _, let marker): swatch = .marker(marker)
            }
            if let index = entries.firstIndex(where: { $0.label == label }) {
                entries[index].add(swatch)
            } else {
                entries.append(LegendEntry(label: label, swatches: [swatch]))
            }
        }
        return entries
    }

    /// Adds a swatch; a line joins the band of its own colour.
    private mutating func add(_ swatch: Swatch) {
        if case .line(let pen) = swatch {
            for (index, other) in swatches.enumerated() {
                if case .band(let color) = other, color.opacity(1) == pen.color.opacity(1) {
                    swatches[index] = .lineInBand(pen, color)
                    return
                }
            }
        }
        swatches.append(swatch)
    }
}

/// A legend with its place.
struct LegendPlan {
    var box: Rect
    var texts: [PlacedText] = []
    var swatches: [PlannedShape] = []
}

/// Places legends: in a panel where the data is not, or in lines of their own.
struct LegendPlanner {
    let measurer: any TextMeasurer
    let theme: Theme

    private var font: Font { theme.font(theme.legendSize) }
    private var lineHeight: Double { (font.size * 1.5).rounded(.up) }
    private var swatchWidth: Double { font.size * 1.8 }
    private var gap: Double { font.size * 0.6 }

    private func width(_ entry: LegendEntry) -> Double {
        Double(entry.swatches.count) * (swatchWidth + 3) - 3
    }

    /// A legend inside `plot`; nil where it would hide data or be larger than a third of it.
    func inside(_ entries: [LegendEntry], _ plot: Rect, _ occupancy: Occupancy) -> LegendPlan? {
        let textWidth = entries.map { measurer.measure(RichText($0.label), font).width }.max() ?? 0
        let swatches = entries.map(width).max() ?? 0
        let padding = font.size * 0.5
        let size = Size(
            padding * 2 + swatches + gap + textWidth,
            padding * 2 + lineHeight * Double(entries.count) - font.size * 0.3)
        let inset = 6.0
        let room = Size(plot.width - 2 * inset - size.width, plot.height - 2 * inset - size.height)
        guard room.width >= 0, room.height >= 0, size.width * size.height < plot.width * plot.height * 0.34 else {
            return nil
        }
        var best: (cost: Double, box: Rect)?
        for row in 0...12 {
            for column in 0...16 {
                let across = Double(column) / 16
                let down = Double(row) / 12
                let box = Rect(
                    x: plot.minX + inset + room.width * across, y: plot.minY + inset + room.height * down,
                    width: size.width, height: size.height)
                // Rather at an edge than in the middle, rather right and up than left and down.
                let fromEdge = min(across, 1 - across) + min(down, 1 - down)
                let cost =
                    occupancy.coverage(box.inset(by: -3)) * 20 + fromEdge * 0.3 + (1 - across) * 0.1 + down * 0.1
                if best.map({ cost < $0.cost }) ?? true { best = (cost, box) }
            }
        }
        guard let best, occupancy.coverage(best.box) <= 0.015 else { return nil }
        var plan = LegendPlan(box: best.box)
        for (index, entry) in entries.enumerated() {
            place(
                entry, label: RichText(entry.label), x: best.box.minX + padding,
                top: best.box.minY + padding - font.size * 0.15 + Double(index) * lineHeight, indent: swatches, &plan)
        }
        return plan
    }

    /// A legend in lines from the left, wrapped at `width`, at most `height` high. Entries that find no room are left
    /// out and returned.
    func lines(_ entries: [LegendEntry], x: Double, y: Double, width: Double, height: Double) -> (
        plan: LegendPlan, left: [LegendEntry]
    ) {
        var plan = LegendPlan(box: Rect(x: x, y: y, width: width, height: 0))
        var left: [LegendEntry] = []
        var place = Point(x, y)
        let fitting = TextFitting(measurer: measurer)
        for entry in entries {
            let indent = self.width(entry)
            let label = fitting.shortened(entry.label, font, width: width - indent - gap)
            let needed = indent + gap + measurer.measure(RichText(label), font).width
            if place.x > x, place.x + needed > x + width { place = Point(x, place.y + lineHeight) }
            guard !label.isEmpty, place.y + lineHeight <= y + height + 0.01 else {
                left.append(entry)
                continue
            }
            self.place(entry, label: RichText(label), x: place.x, top: place.y, indent: indent, &plan)
            plan.box.height = place.y + lineHeight - y
            place.x += needed + font.size * 1.6
        }
        return (plan, left)
    }

    private func place(
        _ entry: LegendEntry, label: RichText, x: Double, top: Double, indent: Double, _ plan: inout LegendPlan
    ) {
        let middle = top + lineHeight / 2
        for (index, swatch) in entry.swatches.enumerated() {
            let start = x + Double(index) * (swatchWidth + 3)
            switch swatch {
            case .line(let pen):
                plan.swatches.append(line(start, middle, pen))
            case .band(let color):
                plan.swatches.append(band(start, middle, color))
            case .lineInBand(let pen, let color):
                plan.swatches += [band(start, middle, color), line(start, middle, pen)]
            case .marker(let marker):
                plan.swatches.append(.markers([Point(start + swatchWidth / 2, middle)], marker))
            }
        }
        let baseline = middle + measurer.measure("x", font).ascent / 2 + font.size * 0.08
        plan.texts.append(
            PlacedText.horizontal(
                .legend, label, font, theme.ink, at: Point(x + indent + gap, baseline), measurer))
    }

    private func line(_ start: Double, _ middle: Double, _ pen: Pen) -> PlannedShape {
        .lines([[Point(start, middle), Point(start + swatchWidth, middle)]], pen)
    }

    private func band(_ start: Double, _ middle: Double, _ color: Color) -> PlannedShape {
        let (top, bottom) = (middle - font.size * 0.36, middle + font.size * 0.36)
        let end = start + swatchWidth
        return .areas([[Point(start, top), Point(end, top), Point(end, bottom), Point(start, bottom)]], color)
    }
}
