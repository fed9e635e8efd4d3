import Raster

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
        let labelHeight = labelHeight(tiles)
        let proportion = TilePlanner.proportion(tiles)
        guard let (columns, width) = layout(tiles, proportion, labelHeight) else { return ([], [], []) }
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
        // It may reach into the gaps beside its picture.
        let most = room.width + gap * 0.8
        if measurer.measure(text, font).width > most {
            let short = TextFitting(measurer: measurer).shortened(text.plain, font, width: most, cut: .middle)
            if !short.isEmpty { text = RichText(short) }
        }
        let width = measurer.measure(text, font).width
        return .init(
            .mark, text, font, (tile.color ?? theme.ink).legible(on: theme.background),
            at: Point(room.midX - width / 2, room.minY + font.size * 1.06), measurer)
    }

    /// The number of columns that makes the pictures widest, with room for their labels if possible. Nil without
    /// pictures or without room.
    private func layout(_ tiles: [Tile], _ proportion: Double, _ labelHeight: Double) -> (columns: Int, width: Double)?
    {
        let widest = widestLabel(tiles)
        var best: (columns: Int, width: Double, isLegible: Bool)?
        for columns in 1...max(1, min(tiles.count, 2000)) {
            let rows = Double((tiles.count + columns - 1) / columns)
            let width = (plot.width - 2 * edge - gap * Double(columns - 1)) / Double(columns)
            let height = (plot.height - 2 * edge - gap * (rows - 1)) / rows - labelHeight
            let fit = min(width, height / proportion)
            guard fit > 1 else { continue }
            let isLegible = fit + gap * 0.8 >= widest
            if let best, best.isLegible != isLegible ? best.isLegible : fit <= best.width { continue }
            best = (columns, fit, isLegible)
        }
        return tiles.isEmpty ? nil : best.map { ($0.columns, $0.width) }
    }

    private func widestLabel(_ tiles: [Tile]) -> Double {
        tiles.map { measurer.measure($0.label, font).width }.max() ?? 0
    }

    /// The height of a panel of this width that the pictures fill: eight in a row, or twelve of many. Wider labels give
    /// fewer. All rows have the same number.
    func naturalHeight(_ tiles: [Tile]) -> Double {
        guard !tiles.isEmpty else { return 1 }
        let wanted = tiles.count > 24 ? 12.0 : 8
        let room = plot.width - 2 * edge
        let most = min(wanted, max(1, ((room + gap) / (widestLabel(tiles) + gap)).rounded(.down)))
        let rows = (Double(tiles.count) / most).rounded(.up)
        let columns = (Double(tiles.count) / rows).rounded(.up)
        // Few pictures are not blown up to fill a line.
        let width = min((room - gap * (columns - 1)) / columns, room / min(most, 4))
        return rows * (width * TilePlanner.proportion(tiles) + labelHeight(tiles) + gap) - gap + 2 * edge
    }

    /// Height over width of the tallest picture.
    private static func proportion(_ tiles: [Tile]) -> Double {
        tiles.map { Double($0.image.height) / Double($0.image.width) }.max() ?? 1
    }

    private func labelHeight(_ tiles: [Tile]) -> Double {
        tiles.contains { !$0.label.isEmpty } ? font.size * 1.35 : 0
    }
}
