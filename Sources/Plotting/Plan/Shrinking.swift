extension Pen {
    /// The pen for a page on which everything is `factor` times as large.
    func scaled(by factor: Double) -> Pen {
        var pen = self
        pen.width *= factor
        pen.dash = dash.map { $0 * factor }
        return pen
    }
}

extension Mark {
    /// The mark with its pens and signs `factor` times as large.
    func scaled(by factor: Double) -> Mark {
        guard factor != 1 else { return self }
        var mark = self
        switch shape {
        case .line(let x, let y, let pen):
            mark.shape = .line(x: x, y: y, pen: pen.scaled(by: factor))
        case .step(let x, let y, let pen):
            mark.shape = .step(x: x, y: y, pen: pen.scaled(by: factor))
        case .intervals(let at, let lower, let upper, let pen, let cap, let direction):
            mark.shape = .intervals(
                at: at, lower: lower, upper: upper, pen: pen.scaled(by: factor), cap: cap * factor,
                direction: direction)
        case .tiles(let tiles):
            mark.shape = .tiles(
                tiles.map { tile in
                    var tile = tile
                    tile.frame = tile.frame?.scaled(by: factor)
                    return tile
                })
        case .band, .bars, .verticalSpan, .horizontalSpan, .texts, .cells: break
        case .points(let x, let y, var marker):
            marker.size *= factor
            marker.outline = marker.outline?.scaled(by: factor)
            mark.shape = .points(x: x, y: y, marker: marker)
        case .horizontalRule(let y, let pen):
            mark.shape = .horizontalRule(y: y, pen: pen.scaled(by: factor))
        case .verticalRule(let x, let pen):
            mark.shape = .verticalRule(x: x, pen: pen.scaled(by: factor))
        }
        return mark
    }
}

extension Figure {
    /// The figure with all its marks `factor` times as large.
    func scaled(by factor: Double) -> Figure {
        guard factor != 1 else { return self }
        var figure = self
        for row in rows.indices {
            for panel in rows[row].panels.indices {
                figure.rows[row].panels[panel].marks = rows[row].panels[panel].marks.map { $0.scaled(by: factor) }
                for index in rows[row].panels[panel].annotations.indices {
                    let swatch = rows[row].panels[panel].annotations[index].swatch
                    figure.rows[row].panels[panel].annotations[index].swatch = swatch.scaled(by: factor)
                }
            }
        }
        return figure
    }
}
