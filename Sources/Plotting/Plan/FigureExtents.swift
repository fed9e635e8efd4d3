/// The extents of all panels' data, found once for every layout of the axes.
struct FigureExtents {
    /// Extents of one panel; nil without data.
    struct Extents {
        var x: (Double, Double)?
        var left: (Double, Double)?
        var right: (Double, Double)?
    }

    /// Row by row.
    let panels: [[Extents]]

    init(_ figure: Figure) {
        var known = KnownExtents()
        panels = figure.rows.map { row in
            row.panels.map { panel in
                Extents(
                    x: panel.extentX(&known), left: panel.extentY(.left, panel.y, &known),
                    right: panel.right.flatMap { panel.extentY(.right, $0, &known) })
            }
        }
    }
}

/// Extents of arrays that several marks share, found once.
struct KnownExtents {
    private struct Key: Hashable {
        var start: UnsafePointer<Double>?
        var count: Int
        var isLinear: Bool
    }

    private var found: [Key: (Double, Double)?] = [:]

    /// Extent of values; the figure must keep their array alive.
    mutating func of(_ values: [Double], _ kind: ScaleKind) -> (Double, Double)? {
        guard values.count > 64 else { return AxisRange.extent(of: values, kind) }
        let key = values.withUnsafeBufferPointer {
            Key(start: $0.baseAddress, count: $0.count, isLinear: kind == .linear)
        }
        if let known = found[key] { return known }
        let extent = AxisRange.extent(of: values, kind)
        found[key] = .some(extent)
        return extent
    }
}
