/// Lays small pictures out in rows: as large as the panel allows, all of one size.
struct TilePlanner {
    let measurer: any TextMeasurer
    let theme: Theme
    let plot: Rect

    private var font: Font { theme.font(theme.legendSize * 0.9) }
    private var gap: Double { theme.legendSize * 0.45 }
    /// Room for the frames of the outer pictures.
    private var edge: Double { theme.legendSize * 0.15 }

    func place(_ tiles: [Tile]) -> (shapes: [PlannedShape], texts: [PlacedText], left: [PlacedText]) {
        let labelHeight = tiles.contains { !$0.label.isEmpty } ? font.size * 1.35 : 0
        // Height over width of the tallest picture.
        let proportion = tiles.map { Double($0.image.height) / Double($0.image.width) }.max() ?? 1
        guard let (columns, width) = layout(tiles.count, proportion, labelHeight) else { return ([], [], []) }
        let height = width * proportion
        var images: [PlacedImage] = []
        var (texts, left): ([PlacedText], [PlacedText]) = ([], [])
        let rows = (tiles.count + columns - 1) / columns
        let across = Double(columns) * (width + gap) - gap
        let down = Double(rows) * (height + labelHeight + gap) - gap
        // At the top, below the headline; no higher than the pictures' frames allow.
        let start = Point(plot.midX - across / 2, plot.minY + min(edge, max(0, (plot.height - down) / 2)))
        for (index, tile) in tiles.enumerated() {
            let x = start.x + Double(index % columns) * (width + gap)
            let y = start.y + Double(index / columns) * (height + labelHeight + gap)
            let own = min(width, height * Double(tile.image.width) / Double(tile.image.height))
            let tall = own * Double(tile.image.height) / Double(tile.image.width)
            let rect = Rect(x: x + (width - own) / 2, y: y + (height - tall) / 2, width: own, height: tall)
            images.append(PlacedImage(image: tile.image, rect: rect, frame: tile.frame))
            guard !tile.label.isEmpty else { continue }
            let text = label(tile, Rect(x: x, y: y + height, width: width, height: labelHeight))
            if text.box.width <= width + gap * 0.8 { texts.append(text) } else { left.append(text) }
        }
        return ([.images(images)], texts, left)
    }

    private func label(_ tile: Tile, _ room: Rect) -> PlacedText {
        var text = tile.label
        if measurer.measure(text, font).width > room.width {
            let short = TextFitting(measurer: measurer).shortened(text.plain, font, width: room.width)
            if !short.isEmpty { text = RichText(short) }
        }
        let width = measurer.measure(text, font).width
        return .horizontal(
            .mark, text, font, (tile.color ?? theme.ink).legible(on: theme.background),
            at: Point(room.midX - width / 2, room.minY + font.size * 1.06), measurer)
    }

    /// The number of columns that makes the pictures widest; nil where there is nothing to lay out, or no room.
    private func layout(_ count: Int, _ proportion: Double, _ labelHeight: Double) -> (columns: Int, width: Double)? {
        var best: (columns: Int, width: Double)?
        for columns in 1...max(1, min(count, 2000)) {
            let rows = Double((count + columns - 1) / columns)
            let width = (plot.width - 2 * edge - gap * Double(columns - 1)) / Double(columns)
            let height = (plot.height - 2 * edge - gap * (rows - 1)) / rows - labelHeight
            let fit = min(width, height / proportion)
            if fit > best?.width ?? 1 { best = (columns, fit) }
        }
        return count > 0 ? best : nil
    }
}
