/// The extents of a panel's data. Rules across the other axis and spans do not count.
extension Panel {
    /// Extent of the data along the horizontal axis.
    func extentX(_ known: inout KnownExtents) -> (Double, Double)? {
        var extent: (Double, Double)?
        func add(_ values: [Double]) { extent = joined(extent, known.of(values, x.scale)) }
        for mark in marks {
            switch mark.shape {
            case .line(let x, _, _), .step(let x, _, _), .band(let x, _, _, _), .points(let x, _, _),
                .texts(let x, _, _, _):
                add(x)
            case .intervals(let at, let lower, let upper, _, _, let direction):
                for values in direction == .vertical ? [at] : [lower, upper] { add(values) }
            case .bars(let at, let values, let base, let width, _, let direction):
                let values = direction == .vertical ? Panel.edges(at, width) : values + [base]
                extent = joined(extent, AxisRange.extent(of: values, x.scale))
            case .cells(let grid): add(grid.columnEdges)
            case .horizontalRule, .verticalRule, .verticalSpan, .horizontalSpan, .tiles: break
            }
        }
        return extent
    }

    /// Extent of the data along a vertical axis; nil if both ends of the axis are given.
    func extentY(_ side: AxisSide, _ axis: Axis, _ known: inout KnownExtents) -> (Double, Double)? {
        let kind = axis.scale
        if kind == .linear, axis.lower?.isFinite == true, axis.upper?.isFinite == true { return nil }
        var extent: (Double, Double)?
        func add(_ values: [Double]) { extent = joined(extent, known.of(values, kind)) }
        for mark in marks where mark.side == side && mark.beyond == .hidden {
            switch mark.shape {
            case .line(_, let y, _), .step(_, let y, _), .points(_, let y, _), .texts(_, let y, _, _): add(y)
            case .band(_, let lower, let upper, _):
                add(lower)
                add(upper)
            case .intervals(let at, let lower, let upper, _, _, let direction):
                for values in direction == .vertical ? [lower, upper] : [at] { add(values) }
            case .bars(let at, let values, let base, let width, _, let direction):
                let values = direction == .vertical ? values + [base] : Panel.edges(at, width)
                extent = joined(extent, AxisRange.extent(of: values, kind))
            case .horizontalRule(let y, _): add([y])
            case .cells(let grid): add(grid.rowEdges)
            case .verticalRule, .verticalSpan, .horizontalSpan, .tiles: break
            }
        }
        return extent
    }

    private static func edges(_ places: [Double], _ width: Double) -> [Double] {
        places.flatMap { [$0 - width / 2, $0 + width / 2] }
    }
}
