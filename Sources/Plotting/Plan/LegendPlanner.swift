/// A legend with its place.
struct LegendPlan {
    var box: Rect
    var texts: [PlacedText] = []
    var swatches: [PlannedShape] = []
}

/// Places legends: in a panel away from its data, or in lines above the panels.
struct LegendPlanner {
    let measurer: any TextMeasurer
    let theme: Theme
    /// Size of its type as a share of the theme's.
    var factor = 1.0

    private var font: Font { theme.font(theme.legendSize * factor) }
    private var lineHeight: Double { (font.size * 1.5).rounded(.up) }
    private var swatchWidth: Double { font.size * 1.8 }
    private var gap: Double { font.size * 0.6 }

    private func width(_ entry: LegendEntry) -> Double {
        Double(entry.swatches.count) * (swatchWidth + 3) - 3
    }

    /// A legend inside `plot`; nil if it would hide data or take more than a third of it.
    func inside(_ entries: [LegendEntry], _ plot: Rect, _ occupancy: Occupancy) -> LegendPlan? {
        let textWidth = entries.map { measurer.measure(RichText($0.label), font).width }.max() ?? 0
        let swatches = entries.map(width).max() ?? 0
        let padding = font.size * 0.5
        let size = Size(
            padding * 2 + swatches + gap + textWidth,
            padding * 2 + lineHeight * Double(entries.count) - font.size * 0.3)
        let inset = font.size * 0.6
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
                // Edges before the middle, right before left, top before bottom.
                let fromEdge = min(across, 1 - across) + min(down, 1 - down)
                let cost =
                    occupancy.coverage(box.inset(by: -3)) * 20 + fromEdge * 0.3 + (1 - across) * 0.1 + down * 0.1
                if best.map({ cost < $0.cost }) ?? true, occupancy.isFree(box.inset(by: -1)) { best = (cost, box) }
            }
        }
        guard let best else { return nil }
        var plan = LegendPlan(box: best.box)
        for (index, entry) in entries.enumerated() {
            place(
                entry, label: RichText(entry.label), x: best.box.minX + padding,
                top: best.box.minY + padding - font.size * 0.15 + Double(index) * lineHeight, indent: swatches, &plan)
        }
        return plan
    }

    /// A legend in lines at the top of `body`. Its type shrinks and its share of the page grows until all entries fit.
    /// If they do not, pale ones make room for others. Entries without room are returned.
    func lines(_ entries: [LegendEntry], in body: Rect) -> (plan: LegendPlan, left: [LegendEntry]) {
        var smallest = self
        let least = min(1, 5.2 / theme.legendSize)
        for (factor, share) in [(1, 0.4), (0.92, 0.4), (0.85, 0.45), (0.78, 0.5)] {
            // Type below 5.2 points is not read in print.
            smallest.factor = max(factor, least)
            if factor < 1, least == 1 { continue }
            var box = body
            box.height *= share
            let all = smallest.flow(entries, box)
            if !all.left.isEmpty { continue }
            return (smallest.columns(entries, box, all.plan.box.height) ?? all.plan, [])
        }
        var box = body
        box.height *= least < 1 ? 0.5 : 0.4
        let strong = smallest.flow(entries.filter { !$0.isFaint }, box)
        return (strong.plan, entries.filter(\.isFaint) + strong.left)
    }

    /// The entries one after the other, as many to a line as it holds.
    private func flow(_ entries: [LegendEntry], _ box: Rect) -> (plan: LegendPlan, left: [LegendEntry]) {
        var plan = LegendPlan(box: Rect(x: box.x, y: box.y, width: box.width, height: 0))
        var left: [LegendEntry] = []
        var place = Point(box.x, box.y)
        let fitting = TextFitting(measurer: measurer)
        for entry in entries {
            let indent = self.width(entry)
            // Long names are wrapped.
            let labels = fitting.wrapped(
                RichText(entry.label).plain, font, width: box.width - indent - gap, lines: 4, cut: .middle)
            let widest = labels.map { measurer.measure($0, font).width }.max() ?? 0
            let needed = indent + gap + widest
            if place.x > box.x, place.x + needed > box.maxX || labels.count > 1 {
                place = Point(box.x, place.y + lineHeight)
            }
            let bottom = place.y + lineHeight * Double(max(labels.count, 1))
            guard let first = labels.first, bottom <= box.maxY + 0.01 else {
                left.append(entry)
                continue
            }
            self.place(entry, label: RichText(first), x: place.x, top: place.y, indent: indent, &plan)
            for (index, label) in labels.enumerated().dropFirst() {
                let top = place.y + Double(index) * lineHeight
                self.place(
                    LegendEntry(label: label, swatches: []), label: RichText(label), x: place.x, top: top,
                    indent: indent, &plan)
            }
            plan.box.height = bottom - box.y
            place.x = labels.count > 1 ? box.maxX : place.x + needed + font.size * 1.6
            place.y = bottom - lineHeight
        }
        return (plan, left)
    }

    /// The entries in as many columns as fit; nil if that takes more height than one entry after the other.
    private func columns(_ entries: [LegendEntry], _ box: Rect, _ height: Double) -> LegendPlan? {
        let widths = entries.map { width($0) + gap + measurer.measure(RichText($0.label), font).width }
        for count in (2...6).reversed() where count < entries.count {
            let rows = (entries.count + count - 1) / count
            guard Double(rows) * lineHeight <= height + 0.01 else { return nil }
            let columns = (0..<count).map { column in
                entries.indices.filter { $0 / rows == column }.map { widths[$0] }.max() ?? 0
            }
            guard columns.reduce(0, +) + font.size * 1.6 * Double(count - 1) <= box.width else { continue }
            var plan = LegendPlan(box: Rect(x: box.x, y: box.y, width: box.width, height: Double(rows) * lineHeight))
            for (index, entry) in entries.enumerated() {
                let column = index / rows
                let x = box.x + columns[..<column].reduce(0) { $0 + $1 + font.size * 1.6 }
                place(
                    entry, label: RichText(entry.label), x: x, top: box.y + Double(index % rows) * lineHeight,
                    indent: entries.indices.filter { $0 / rows == column }.map { width(entries[$0]) }.max() ?? 0, &plan)
            }
            return plan
        }
        return nil
    }

    private func place(
        _ entry: LegendEntry, label: RichText, x: Double, top: Double, indent: Double, _ plan: inout LegendPlan
    ) {
        let middle = top + lineHeight / 2
        for (index, swatch) in entry.swatches.enumerated() {
            let start = x + Double(index) * (swatchWidth + 3)
            if let color = swatch.band { plan.swatches.append(band(start, middle, color)) }
            if let pen = swatch.pen { plan.swatches.append(line(start, middle, pen)) }
            if let marker = swatch.marker {
                plan.swatches.append(.markers([Point(start + swatchWidth / 2, middle)], marker))
            }
        }
        let baseline = middle + measurer.measure("x", font).ascent / 2 + font.size * 0.08
        plan.texts.append(
            PlacedText(
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
