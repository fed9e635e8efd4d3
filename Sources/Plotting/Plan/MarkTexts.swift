/// Places text that is itself data, and the pictures it stands below.
struct MarkTexts {
    let measurer: any TextMeasurer
    let theme: Theme
    let marks: MarkPlanner

    /// Pictures and texts of a mark, and the texts that found no room.
    func of(_ mark: Mark) -> (shapes: [PlannedShape], texts: [PlacedText], left: [PlacedText]) {
        switch mark.shape {
        case .texts(let x, let y, let texts, let color):
            guard let scale = marks.scale(mark.side) else { return ([], [], []) }
            let (placed, left) = points(x, y, texts, color, scale)
            return ([], placed, left)
        case .cells(let grid):
            guard let scale = marks.scale(mark.side) else { return ([], [], []) }
            return ([], cells(grid, scale), [])
        case .tiles(let tiles): return TilePlanner(measurer: measurer, theme: theme, plot: marks.plot).place(tiles)
        default: return ([], [], [])
        }
    }

    private func points(_ x: [Double], _ y: [Double], _ texts: [RichText], _ color: Color, _ scale: Scale) -> (
        [PlacedText], [PlacedText]
    ) {
        var (placed, left): ([PlacedText], [PlacedText]) = ([], [])
        for index in 0..<min(x.count, y.count, texts.count) {
            guard let px = marks.x.position(of: x[index]), let py = scale.position(of: y[index]),
                marks.plot.contains(Point(px, py))
            else { continue }
            let text = centered(texts[index], theme.font(theme.legendSize), color, Point(px, py))
            if marks.plot.contains(text.box), !placed.contains(where: { $0.box.overlaps(text.box) }) {
                placed.append(text)
            } else {
                left.append(text)
            }
        }
        return (placed, left)
    }

    /// The labels of all cells in one size; empty if that would be less than 0.7 of the legend's.
    private func cells(_ grid: CellGrid, _ scale: Scale) -> [PlacedText] {
        var found: [(text: RichText, rect: Rect, color: Color)] = []
        var factor = 1.0
        for (row, line) in grid.labels.enumerated() where row < grid.values.count {
            for (column, label) in line.enumerated() where column < grid.values[row].count && !label.isEmpty {
                guard let rect = marks.cell(grid, row, column, scale) else { continue }
                let extent = measurer.measure(label, theme.font(theme.legendSize))
                factor = min(factor, rect.width * 0.86 / extent.width, rect.height * 0.7 / theme.legendSize)
                let ground = grid.colors.color(of: grid.values[row][column]) ?? theme.background
                let ink = Color.black.contrast(with: ground) >= Color.white.contrast(with: ground)
                found.append((label, rect, ink ? .black : .white))
            }
        }
        guard factor >= 0.7 else { return [] }
        let font = theme.font(theme.legendSize * factor)
        return found.map { centered($0.text, font, $0.color, Point($0.rect.midX, $0.rect.midY)) }
    }

    private func centered(_ text: RichText, _ font: Font, _ color: Color, _ middle: Point) -> PlacedText {
        let width = measurer.measure(text, font).width
        let height = measurer.measure("0", font).ascent
        return .init(
            .mark, text, font, color, at: Point(middle.x - width / 2, middle.y + height / 2), measurer)
    }
}
