/// Room that labels need around the panels of a grid, row by row and column by column.
struct PanelMargins: Equatable {
    var left: [Double]
    var right: [Double]
    var top: [Double]
    var bottom: [Double]

    /// Room for both.
    func joined(_ other: PanelMargins) -> PanelMargins {
        PanelMargins(
            left: zip(left, other.left).map(max), right: zip(right, other.right).map(max),
            top: zip(top, other.top).map(max), bottom: zip(bottom, other.bottom).map(max))
    }
}

/// Divides a page's body among rows and columns of panels.
struct PanelGrid {
    let body: Rect
    let weights: [Double]
    /// Relative widths of the columns.
    let columns: [Double]
    let margins: PanelMargins
    let columnGap: Double
    let rowGap: Double

    /// Smallest width and height of a panel's inside.
    private static let minInside = 8.0

    /// The inside of the axes of the panel in a row and a column.
    func plot(_ row: Int, _ column: Int) -> Rect {
        let x = (0..<column).reduce(body.minX) { $0 + margins.left[$1] + width($1) + margins.right[$1] + columnGap }
        let y = (0..<row).reduce(body.minY) { $0 + margins.top[$1] + height($1) + margins.bottom[$1] + rowGap }
        return Rect(
            x: x + margins.left[column], y: y + margins.top[row], width: width(column), height: height(row))
    }

    private func width(_ column: Int) -> Double {
        let taken = margins.left.reduce(0, +) + margins.right.reduce(0, +) + columnGap * Double(columns.count - 1)
        return max(PanelGrid.minInside, (body.width - taken) * columns[column] / columns.reduce(0, +))
    }

    private func height(_ row: Int) -> Double {
        let taken = margins.top.reduce(0, +) + margins.bottom.reduce(0, +) + rowGap * Double(weights.count - 1)
        return max(PanelGrid.minInside, (body.height - taken) * weights[row] / weights.reduce(0, +))
    }
}
