import Plotting

extension Panel {
    /// The key of a map's colours: a column with an axis on its right, from the lowest value to the highest.
    static func key(of colors: ColorMap, _ axis: Axis) -> Panel {
        let edges = (0...64).map { colors.lower + (colors.upper - colors.lower) * Double($0) / 64 }
        let cells = CellGrid(
            columnEdges: [0, 1], rowEdges: edges, values: edges.dropLast().map { [$0] }, colors: colors)
        return Panel(
            x: Axis(padding: 0, ticks: []), y: Axis(ticks: []), right: axis, marks: [Mark(.cells(cells), side: .right)])
    }
}
