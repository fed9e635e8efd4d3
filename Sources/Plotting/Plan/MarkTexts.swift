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
            return ([], CellTexts(measurer: measurer, theme: theme, marks: marks).of(grid, scale), [])
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

    private func centered(_ text: RichText, _ font: Font, _ color: Color, _ middle: Point) -> PlacedText {
        let width = measurer.measure(text, font).width
        let height = measurer.measure("0", font).ascent
        return .init(
            .mark, text, font, color, at: Point(middle.x - width / 2, middle.y + height / 2), measurer)
    }
}
