import Raster

/// Lays small pictures out in rows: as large as the panel allows, all of one size.
struct TilePlanner {
    let measurer: any TextMeasurer
    let theme: Theme
    let plot: Rect

    private var labels: TileLabels { TileLabels(measurer: measurer, theme: theme) }
    private var gap: Double { theme.legendSize * 0.45 }
    /// Room for the frames of the outer pictures.
    private var edge: Double { theme.legendSize * 0.15 }
    /// Labels may reach into the gaps beside their pictures.
    private var overhang: Double { gap * 0.8 }

    /// Rows of pictures.
    private struct Grid {
        var columns: Int
        /// Width of a picture.
        var width: Double
        /// Lines of a label.
        var lines: Int
    }

    func place(_ tiles: [Tile]) -> (shapes: [PlannedShape], texts: [PlacedText], left: [PlacedText]) {
        let proportion = TilePlanner.proportion(tiles)
        guard let grid = layout(tiles, proportion) else { return ([], [], []) }
        let (width, height, labelHeight) = (grid.width, grid.width * proportion, labels.height(lines: grid.lines))
        var images: [PlacedImage] = []
        var (texts, left): ([PlacedText], [PlacedText]) = ([], [])
        let rows = (tiles.count + grid.columns - 1) / grid.columns
        let across = Double(grid.columns) * (width + gap) - gap
        let down = Double(rows) * (height + labelHeight + gap) - gap
        // At the top, below the headline; no higher than the pictures' frames allow.
        let start = Point(plot.midX - across / 2, plot.minY + min(edge, max(0, (plot.height - down) / 2)))
        for (index, tile) in tiles.enumerated() {
            let x = start.x + Double(index % grid.columns) * (width + gap)
            let y = start.y + Double(index / grid.columns) * (height + labelHeight + gap)
            let own = min(width, height * Double(tile.image.width) / Double(tile.image.height))
            let tall = own * Double(tile.image.height) / Double(tile.image.width)
            let rect = Rect(x: x + (width - own) / 2, y: y + (height - tall) / 2, width: own, height: tall)
            images.append(PlacedImage(image: tile.image, rect: rect, frame: tile.frame))
            guard !tile.label.isEmpty else { continue }
            let room = Rect(x: x, y: y + height, width: width, height: labelHeight)
            for text in labels.place(tile, room, width: width + overhang, lines: grid.lines) {
                if text.box.width <= width + overhang + 0.01 { texts.append(text) } else { left.append(text) }
            }
        }
        return ([.images(images)], texts, left)
    }

    /// The grid with the widest pictures among those whose labels are whole. Without such a grid, the one with the widest
    /// pictures: its labels lose their middle. Nil without pictures or without room.
    private func layout(_ tiles: [Tile], _ proportion: Double) -> Grid? {
        guard !tiles.isEmpty else { return nil }
        let widths = labels.widths(tiles)
        let cutLines = labels.cutLines(tiles)
        var best: (grid: Grid, isWhole: Bool)?
        for columns in 1...min(tiles.count, 2000) {
            let rows = Double((tiles.count + columns - 1) / columns)
            let width = (plot.width - 2 * edge - gap * Double(columns - 1)) / Double(columns)
            for lines in widths.indices {
                let height = (plot.height - 2 * edge - gap * (rows - 1)) / rows - labels.height(lines: lines)
                let fit = min(width, height / proportion)
                guard fit > 1 else { continue }
                let isWhole = fit + overhang >= widths[lines]
                if !isWhole, lines != cutLines { continue }
                if let best, best.isWhole != isWhole ? best.isWhole : fit <= best.grid.width { continue }
                best = (Grid(columns: columns, width: fit, lines: lines), isWhole)
            }
        }
        return best?.grid
    }

    /// The height of a panel of this width that the pictures fill: eight in a row, or twelve of many. Longer labels take
    /// more lines below fewer pictures, and lose their middle before the panel is higher than `limit`.
    func naturalHeight(_ tiles: [Tile], limit: Double) -> Double {
        guard !tiles.isEmpty else { return 1 }
        let wanted = tiles.count > 24 ? 12 : 8
        let (room, proportion, widths) = (plot.width - 2 * edge, TilePlanner.proportion(tiles), labels.widths(tiles))
        func width(_ columns: Int) -> Double {
            // Few pictures are not blown up to fill a line.
            min((room - gap * Double(columns - 1)) / Double(columns), room / Double(min(max(columns, 1), 4)))
        }
        func height(_ columns: Int, _ lines: Int) -> Double {
            // All rows have the same number of pictures.
            let rows = (tiles.count + columns - 1) / columns
            let width = min(width((tiles.count + rows - 1) / rows), room / Double(min(columns, 4)))
            return Double(rows) * (width * proportion + labels.height(lines: lines) + gap) - gap + 2 * edge
        }
        let few = min(wanted, 4)
        for (lines, least) in zip(widths.indices, [0, wanted / 2, few, few, few]) where least > 0 || widths.count == 1 {
            for columns in stride(from: wanted, through: max(least, 1), by: -1)
            where width(columns) + overhang >= widths[lines] && height(columns, lines) <= limit {
                return height(columns, lines)
            }
        }
        let lines = labels.cutLines(tiles)
        let columns = (few...max(wanted, few)).first { height($0, lines) <= limit } ?? wanted
        return height(columns, lines)
    }

    /// Height over width of the tallest picture.
    private static func proportion(_ tiles: [Tile]) -> Double {
        tiles.map { Double($0.image.height) / Double($0.image.width) }.max() ?? 1
    }
}

/// The texts below small pictures.
struct TileLabels {
    let measurer: any TextMeasurer
    let theme: Theme

    private var font: Font { theme.font(theme.legendSize * 0.9) }
    private var lineHeight: Double { font.size * 1.2 }
    private var fitting: TextFitting { TextFitting(measurer: measurer) }

    /// Max number of lines.
    private static let maxLines = 4

    /// Height of labels of some number of lines.
    func height(lines: Int) -> Double { lines > 0 ? font.size * 1.35 + Double(lines - 1) * lineHeight : 0 }

    /// Number of lines of labels that lose their middle: one for each part.
    func cutLines(_ tiles: [Tile]) -> Int {
        tiles.allSatisfy(\.label.isEmpty) ? 0 : max(2, tiles.map(\.parts.count).max() ?? 0)
    }

    /// The narrowest width at which all labels are whole, by their number of lines, from 0 on; infinite if none is. Only 0
    /// lines if no tile has a label.
    func widths(_ tiles: [Tile]) -> [Double] {
        let distinct = Dictionary(grouping: tiles.filter { !$0.label.isEmpty }, by: \.label.plain).values.compactMap(
            \.first)
        if distinct.isEmpty { return [0] }
        let oneLine = distinct.map { measurer.measure($0.label, font).width }.max() ?? 0
        let more = (2...TileLabels.maxLines).map { lines in
            distinct.map { narrowest($0, lines, from: font.size * 2, to: oneLine) }.max() ?? oneLine
        }
        return [.infinity, oneLine] + more
    }

    /// The narrowest width of a label in `lines` lines, to a twentieth of the font's size.
    private func narrowest(_ tile: Tile, _ lines: Int, from least: Double, to most: Double) -> Double {
        var (low, high) = (least, max(most, least))
        while high - low > font.size * 0.05 {
            let middle = (low + high) / 2
            if whole(tile, middle, lines) != nil { high = middle } else { low = middle }
        }
        return high
    }

    /// The lines of a label that is not cut; nil if it needs more than `lines`. Words wider than a line break at the
    /// joints of names only.
    private func whole(_ tile: Tile, _ width: Double, _ lines: Int) -> [String]? {
        let parts = lines > 2 && !tile.parts.isEmpty ? tile.parts : [tile.label.plain]
        var found: [String] = []
        for part in parts {
            guard let more = fitting.whole(part, font, width: width, lines: lines - found.count, breaksWords: false)
            else { return nil }
            found += more
        }
        return found.count <= lines ? found : nil
    }

    /// A label below a picture, centred.
    /// - Parameters:
    ///   - room: below the picture, as wide as it.
    ///   - width: the width that a line may have.
    ///   - lines: the number of lines of all labels.
    func place(_ tile: Tile, _ room: Rect, width: Double, lines: Int) -> [PlacedText] {
        let color = (tile.color ?? theme.ink).legible(on: theme.background)
        let texts: [RichText]
        if measurer.measure(tile.label, font).width <= width {
            texts = [tile.label]
        } else {
            texts = (whole(tile, width, lines) ?? cut(tile, width, lines)).map { RichText($0) }
        }
        return texts.enumerated().map { index, text in
            let left = room.midX - measurer.measure(text, font).width / 2
            let baseline = room.minY + font.size * 1.06 + Double(index) * lineHeight
            return PlacedText(.mark, text, font, color, at: Point(left, baseline), measurer)
        }
    }

    /// The lines of a label that lost its middle, or whose parts did.
    private func cut(_ tile: Tile, _ width: Double, _ lines: Int) -> [String] {
        let parts = tile.parts.isEmpty || tile.parts.count > lines ? [tile.label.plain] : tile.parts
        if parts.count == 1 { return fitting.wrapped(parts[0], font, width: width, lines: max(lines, 1), cut: .middle) }
        return parts.map { fitting.shortened($0, font, width: width, cut: .middle) }.filter { !$0.isEmpty }
    }
}
