/// The names of a panel's lines, beside their right ends.
struct EndLabels {
    /// One name, wrapped.
    struct Name {
        /// The mark's place in the panel.
        var mark: Int
        var lines: [RichText]
        /// Of the widest line.
        var width: Double
        /// Of all lines, with some room.
        var height: Double
    }

    let measurer: any TextMeasurer
    let theme: Theme
    let names: [Name]

    /// - Parameter room: the width that a name may take, in points.
    /// - Returns: nil if the panel has no such names, a right axis, or a name too wide for three lines.
    init?(_ panel: Panel, measurer: any TextMeasurer, theme: Theme, room: Double) {
        guard panel.right == nil, panel.hasAxes, panel.marks.contains(where: { $0.endLabel?.isEmpty == false }) else {
            return nil
        }
        let (font, fitting) = (theme.font(theme.legendSize), TextFitting(measurer: measurer))
        var names: [Name] = []
        for (index, mark) in panel.marks.enumerated() {
            guard let label = mark.endLabel, !label.isEmpty else { continue }
            guard let lines = fitting.whole(RichText(label).plain, font, width: room, lines: 3) else { return nil }
            let extents = lines.map { measurer.measure($0, font) }
            let tallest = extents.map { $0.ascent + $0.descent }.max() ?? 0
            names.append(
                Name(
                    mark: index, lines: lines.map { RichText($0) }, width: extents.map(\.width).max() ?? 0,
                    height: max(tallest * 1.04, font.size * EndLabels.lineHeight) * Double(lines.count)))
        }
        self.measurer = measurer
        self.theme = theme
        self.names = names
    }

    /// Distance of baselines, as a share of the font's size.
    private static let lineHeight = 1.2
    private var font: Font { theme.font(theme.legendSize) }
    /// Width of the column of leaders.
    private var leaderWidth: Double { font.size * 1.1 }

    /// Width of the names with their leaders.
    var width: Double { leaderWidth + (names.map(\.width).max() ?? 0) }

    /// The names with their places.
    struct Placed {
        var texts: [PlacedText] = []
        var leaders: [PlannedShape] = []
    }

    /// Places all names. The name of a line that ends early stands beside its end if no data are there. The others
    /// stand in a column on the right of the panel. A thin line joins a name that had to move with its line's end, unless
    /// it would cross the panel.
    /// - Parameter occupied: the panel's data and texts.
    /// - Returns: nil if the column is too short.
    func place(_ panel: Panel, _ marks: MarkPlanner, occupied: () -> Occupancy) -> Placed? {
        var ends: [(name: Name, point: Point, color: Color)] = []
        for name in names {
            let mark = panel.marks[name.mark]
            guard let point = end(of: mark, marks), let color = mark.endColor else { continue }
            ends.append((name, point, color.opacity(1).legible(on: theme.background)))
        }
        var placed = Placed()
        var occupancy: Occupancy?
        var column: [(name: Name, point: Point, color: Color)] = []
        for end in ends {
            guard isEarly(end.point, marks.plot) else {
                column.append(end)
                continue
            }
            var taken = occupancy ?? occupied()
            if let box = free(beside: end.point, end.name, marks.plot, taken) {
                placed.texts += texts(end.name, end.color, x: box.minX, middle: box.midY)
                taken.add(box, weight: 1)
            } else {
                column.append(end)
            }
            occupancy = taken
        }
        let reach = font.size * 0.3
        guard
            let middles = Spreading.middles(
                column.map(\.point.y), heights: column.map(\.name.height), from: marks.plot.minY - reach,
                to: marks.plot.maxY + reach)
        else { return nil }
        let x = marks.plot.maxX + leaderWidth
        for ((name, point, color), middle) in zip(column, middles) {
            placed.texts += texts(name, color, x: x, middle: middle)
            // Across the panel it would look like data; the name has the line's colour.
            if isEarly(point, marks.plot) || abs(middle - point.y) < font.size * 0.35 { continue }
            let pen = Pen(color.opacity(0.75), width: max(0.5, 0.6 * theme.weight))
            let start = min(point.x + font.size * 0.35, marks.plot.maxX)
            placed.leaders.append(
                .lines([[Point(start, point.y), Point(x - font.size * 0.2, middle)]], pen))
        }
        return placed
    }

    /// Whether a line ends well before the panel's right edge.
    private func isEarly(_ point: Point, _ plot: Rect) -> Bool {
        point.x < plot.maxX - max(font.size * 3, plot.width * 0.08)
    }

    private func texts(_ name: Name, _ color: Color, x: Double, middle: Double) -> [PlacedText] {
        let height = name.height / Double(name.lines.count)
        let rise = measurer.measure("x", font).ascent / 2
        return name.lines.enumerated().map { index, line in
            let y = middle - name.height / 2 + height * (Double(index) + 0.5) + rise
            return PlacedText(.lineEnd, line, font, color, at: Point(x, y), measurer)
        }
    }

    /// A place for a name inside the panel, on the right of its line's end; nil if data are there.
    private func free(beside point: Point, _ name: Name, _ plot: Rect, _ occupancy: Occupancy) -> Rect? {
        for offset in [0, -0.6, 0.6, -1.1, 1.1] {
            let box = Rect(
                x: point.x + font.size * 0.7, y: point.y + offset * name.height - name.height / 2, width: name.width,
                height: name.height)
            if plot.inset(by: 2).contains(box), occupancy.isFree(box.inset(by: -1)) { return box }
        }
        return nil
    }

    /// The rightmost point of a mark that the panel shows; nil without one. A point above or below is moved to the
    /// panel's edge.
    private func end(of mark: Mark, _ marks: MarkPlanner) -> Point? {
        guard let (xs, ys) = mark.points, let scale = marks.scale(mark.side) else { return nil }
        let plot = marks.plot
        for index in (0..<min(xs.count, ys.count)).reversed() {
            guard let x = marks.x.position(of: xs[index]), let y = scale.position(of: ys[index]),
                x >= plot.minX - 0.01, x <= plot.maxX + 0.01
            else { continue }
            return Point(x, min(max(y, plot.minY), plot.maxY))
        }
        return nil
    }
}

extension Mark {
    /// The values of a mark that can have a name at its end.
    fileprivate var points: (x: [Double], y: [Double])? {
        switch shape {
        case .line(let x, let y, _), .step(let x, let y, _), .points(let x, let y, _): (x, y)
        default: nil
        }
    }

    fileprivate var endColor: Color? {
        switch shape {
        case .line(_, _, let pen), .step(_, _, let pen): pen.color
        case .points(_, _, let marker): marker.fill
        default: nil
        }
    }
}

extension Figure {
    /// Number of panels, row by row.
    private var panelPlaces: [(row: Int, column: Int)] {
        rows.indices.flatMap { row in rows[row].panels.indices.map { (row, $0) } }
    }

    /// Numbers of the panels, row by row, that have names at the ends of lines.
    var panelsWithEndLabels: Set<Int> {
        Set(
            rows.flatMap(\.panels).enumerated().filter { panel in
                panel.element.marks.contains { $0.endLabel?.isEmpty == false }
            }.map(\.offset))
    }

    /// The figure with names at the ends of the lines of some panels. Their names are not in a legend; those of
    /// the other panels are.
    func named(atEndsIn panels: Set<Int>) -> Figure {
        var figure = self
        let places = panelPlaces
        var names: Set<String> = []
        for (number, place) in places.enumerated() where panels.contains(number) {
            names.formUnion(rows[place.row].panels[place.column].marks.compactMap(\.endLabel))
        }
        for (number, place) in places.enumerated() {
            figure.rows[place.row].panels[place.column].marks = rows[place.row].panels[place.column].marks.map { mark in
                var mark = mark
                if !panels.contains(number) {
                    mark.label = mark.label ?? mark.endLabel
                    mark.endLabel = nil
                }
                if let label = mark.label, names.contains(label) { mark.label = nil }
                return mark
            }
        }
        return figure
    }
}
