/// The marks of a panel that can be seen, with their shapes and their texts.
struct Drawn {
    let planner: MarkPlanner
    private(set) var shown: [(mark: Mark, shapes: [PlannedShape])] = []
    private(set) var texts: [PlacedText] = []
    /// Texts of marks without room.
    private(set) var left: [PlacedText] = []
    /// Lines to the names at lines' ends.
    private(set) var leaders: [PlannedShape] = []
    /// Whether these names found no room.
    private(set) var isCrowded = false

    init(_ frame: Frame, _ figure: FigurePlanner) {
        planner = MarkPlanner(
            plot: frame.plot, x: frame.x.scale, left: frame.y.scale, right: frame.right?.scale, pixel: figure.pixel)
        let words = MarkTexts(measurer: figure.measurer, theme: figure.theme, marks: planner)
        var last: KnownLine?
        for mark in frame.panel.marks {
            let own = words.of(mark)
            let shapes = shapes(of: mark, &last) + own.shapes
            if !shapes.isEmpty { shown.append((mark, shapes)) }
            texts += own.texts
            left += own.left
        }
        placeNames(frame, figure)
    }

    /// Places the names at the ends of lines.
    private mutating func placeNames(_ frame: Frame, _ figure: FigurePlanner) {
        guard frame.panel.marks.contains(where: { $0.endLabel?.isEmpty == false }) else { return }
        guard
            let placed = figure.frames.endLabels(frame.panel)?.place(
                frame.panel, planner,
                occupied: {
                    var occupancy = Occupancy(frame.plot)
                    for shape in shown.flatMap(\.shapes) { occupancy.add(shape) }
                    for text in texts { occupancy.add(text.box, weight: 1) }
                    return occupancy
                })
        else {
            isCrowded = true
            return
        }
        texts += placed.texts
        leaders = placed.leaders
    }

    /// A line whose values were thinned, kept for a second pen on the same line, such as its casing.
    private struct KnownLine {
        let x: UnsafePointer<Double>?
        let y: UnsafePointer<Double>?
        let side: AxisSide
        let runs: [[Point]]
    }

    private func shapes(of mark: Mark, _ last: inout KnownLine?) -> [PlannedShape] {
        guard case .line(let x, let y, let pen) = mark.shape, x.count > 64, x.count == y.count,
            let scale = planner.scale(mark.side)
        else { return planner.shapes(mark) }
        // The figure keeps both alive meanwhile.
        let (px, py) = (x.withUnsafeBufferPointer(\.baseAddress), y.withUnsafeBufferPointer(\.baseAddress))
        if last?.x != px || last?.y != py || last?.side != mark.side {
            last = KnownLine(x: px, y: py, side: mark.side, runs: planner.stretches(x, y, scale))
        }
        return [planner.line(last?.runs ?? [], pen)].compactMap { $0 }
    }
}
