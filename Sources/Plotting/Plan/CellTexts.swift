/// Places the texts of a heat map: one or two lines in every cell, in one size.
struct CellTexts {
    let measurer: any TextMeasurer
    let theme: Theme
    let marks: MarkPlanner

    private struct Cell {
        var lines: [RichText]
        var rect: Rect
        var color: Color
    }

    /// The smallest type in a cell, in points.
    static let minSize = 5.0

    /// Both lines of all cells if they fit, otherwise the first lines. Empty if the type would be less than 0.7 of the
    /// legend's, or below the smallest type.
    func of(_ grid: CellGrid, _ scale: Scale) -> [PlacedText] {
        let both = cells(grid, scale, hasDetails: !grid.details.isEmpty)
        let factor = self.factor(both)
        if isLegible(factor, hasDetails: !grid.details.isEmpty) { return both.flatMap { placed($0, factor) } }
        guard !grid.details.isEmpty else { return [] }
        let labels = cells(grid, scale, hasDetails: false)
        let single = self.factor(labels)
        return isLegible(single, hasDetails: false) ? labels.flatMap { placed($0, single) } : []
    }

    private func isLegible(_ factor: Double, hasDetails: Bool) -> Bool {
        factor >= 0.7 && theme.legendSize * factor * (hasDetails ? Self.detailSize : 1) >= Self.minSize
    }

    private func cells(_ grid: CellGrid, _ scale: Scale, hasDetails: Bool) -> [Cell] {
        var found: [Cell] = []
        for (row, line) in grid.labels.enumerated() where row < grid.values.count {
            for (column, label) in line.enumerated() where column < grid.values[row].count && !label.isEmpty {
                guard let rect = marks.cell(grid, row, column, scale) else { continue }
                var lines = [label]
                if hasDetails, row < grid.details.count, column < grid.details[row].count,
                    !grid.details[row][column].isEmpty
                {
                    lines.append(grid.details[row][column])
                }
                let ground = grid.colors.color(of: grid.values[row][column])
                found.append(Cell(lines: lines, rect: rect, color: ground?.blackOrWhite ?? theme.ink))
            }
        }
        return found
    }

    /// The size of type at which every line fits its cell, as a share of the legend's; at most 1.
    private func factor(_ cells: [Cell]) -> Double {
        let font = theme.font(theme.legendSize)
        var factor = 1.0
        for cell in cells {
            let height = cell.lines.count == 1 ? 1 / 0.7 : Self.lineHeight * 2 / 0.84
            factor = min(factor, cell.rect.height / (height * theme.legendSize))
            for (index, line) in cell.lines.enumerated() {
                let width = measurer.measure(line, font).width * (index == 0 ? 1 : Self.detailSize)
                factor = min(factor, cell.rect.width * 0.86 / width)
            }
        }
        return factor
    }

    private func placed(_ cell: Cell, _ factor: Double) -> [PlacedText] {
        let size = theme.legendSize * factor
        return cell.lines.enumerated().map { index, line in
            let font = theme.font(size * (index == 0 ? 1 : Self.detailSize))
            let shift = (Double(index) - Double(cell.lines.count - 1) / 2) * size * Self.lineHeight
            let extent = measurer.measure(line, font)
            let height = measurer.measure("0", font).ascent
            return .init(
                .mark, line, font, cell.color,
                at: Point(cell.rect.midX - extent.width / 2, cell.rect.midY + shift + height / 2), measurer)
        }
    }

    /// Distance of the two lines, as a share of the type's size.
    private static let lineHeight = 1.3
    /// Size of second lines, as a share of the first ones'.
    private static let detailSize = 0.88
}

extension Color {
    /// Black or white, whichever has the higher contrast with the colour.
    package var blackOrWhite: Color {
        Color.black.contrast(with: self) >= Color.white.contrast(with: self) ? .black : .white
    }
}
