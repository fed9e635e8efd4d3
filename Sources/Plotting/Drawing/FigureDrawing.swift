extension Figure {
    /// Draws the figure over the whole of a canvas.
    public func draw(on canvas: any Canvas) {
        plan(size: canvas.size, measuring: canvas, pixel: canvas.pixel).draw(on: canvas)
    }
}

extension FigurePlan {
    /// Draws the figure as planned; decides nothing.
    public func draw(on canvas: any Canvas) {
        canvas.fill(Rect(x: 0, y: 0, width: size.width, height: size.height), theme.background)
        for panel in panels { draw(panel, on: canvas) }
        for swatch in swatches { draw(swatch, on: canvas) }
        for text in texts {
            if let ground = text.ground { canvas.fill(text.box.inset(by: -1.5), ground) }
            draw(text, on: canvas)
        }
    }

    private func draw(_ panel: PanelPlan, on canvas: any Canvas) {
        let plot = panel.plot
        for tick in panel.x.ticks where panel.hasGrid.x {
            canvas.stroke([Point(tick.position, plot.maxY), Point(tick.position, plot.minY)], theme.grid)
        }
        for tick in panel.y.ticks where panel.hasGrid.y {
            canvas.stroke([Point(plot.minX, tick.position), Point(plot.maxX, tick.position)], theme.grid)
        }
        canvas.clipped(to: plot) {
            for shape in panel.shapes {
                if case .markers = shape { continue }
                draw(shape, on: canvas)
            }
        }
        if panel.hasAxes { drawFrame(panel, on: canvas) }
        // Signs at the panel's edge are drawn whole.
        for shape in panel.shapes {
            if case .markers = shape { draw(shape, on: canvas) }
        }
        for leader in panel.leaders { draw(leader, on: canvas) }
        if let box = panel.legendBox {
            canvas.fill(box, theme.background.opacity(0.85))
        }
    }

    private func drawFrame(_ panel: PanelPlan, on canvas: any Canvas) {
        let plot = panel.plot
        var corners = [
            Point(plot.minX, plot.minY), Point(plot.minX, plot.maxY), Point(plot.maxX, plot.maxY),
        ]
        if panel.right != nil { corners.append(Point(plot.maxX, plot.minY)) }
        canvas.stroke(corners, theme.spine)
        func tick(_ from: Point, _ dx: Double, _ dy: Double) {
            canvas.stroke([from, Point(from.x + dx, from.y + dy)], theme.spine)
        }
        let long = theme.tickLength
        let short = long * 0.55
        for mark in panel.x.ticks { tick(Point(mark.position, plot.maxY), 0, long) }
        for place in panel.x.minor { tick(Point(place, plot.maxY), 0, short) }
        for mark in panel.y.ticks { tick(Point(plot.minX, mark.position), -long, 0) }
        for place in panel.y.minor { tick(Point(plot.minX, place), -short, 0) }
        for mark in panel.right?.ticks ?? [] { tick(Point(plot.maxX, mark.position), long, 0) }
        for place in panel.right?.minor ?? [] { tick(Point(plot.maxX, place), short, 0) }
    }

    private func draw(_ shape: PlannedShape, on canvas: any Canvas) {
        switch shape {
        case .lines(let lines, let pen):
            for line in lines { canvas.stroke(line, pen) }
        case .areas(let areas, let color):
            for area in areas { canvas.fill(area, color) }
        case .markers(let points, let marker):
            draw(points, marker, on: canvas)
        case .rects(let rects):
            for rect in rects { canvas.fill(rect.rect, rect.color) }
        case .images(let images):
            for image in images {
                canvas.image(image.image, in: image.rect)
                let rect = image.rect
                let corners = [
                    Point(rect.minX, rect.minY), Point(rect.maxX, rect.minY), Point(rect.maxX, rect.maxY),
                    Point(rect.minX, rect.maxY), Point(rect.minX, rect.minY),
                ]
                if let pen = image.frame { canvas.stroke(corners, pen) }
            }
        }
    }

    private func draw(_ points: [Point], _ marker: Marker, on canvas: any Canvas) {
        if marker.shape == .circle {
            canvas.circles(at: points, radius: marker.size / 2, fill: marker.fill, outline: marker.outline)
            return
        }
        for point in points {
            if marker.shape == .cross {
                let half = marker.size / 2
                let pen = Pen(marker.fill, width: marker.outline?.width ?? 1.5, cap: .round)
                canvas.stroke([Point(point.x - half, point.y - half), Point(point.x + half, point.y + half)], pen)
                canvas.stroke([Point(point.x - half, point.y + half), Point(point.x + half, point.y - half)], pen)
                continue
            }
            let corners = corners(of: marker, at: point)
            canvas.fill(corners, marker.fill)
            if let outline = marker.outline { canvas.stroke(corners + corners.prefix(2), outline) }
        }
    }

    /// The corners of a marker whose area is about that of a circle of its size.
    private func corners(of marker: Marker, at point: Point) -> [Point] {
        let half = marker.size / 2
        let shape: [(Double, Double)]
        switch marker.shape {
        case .diamond: shape = [(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)]
        case .triangle: shape = [(0, -1.2), (1.1, 0.8), (-1.1, 0.8)]
        case .downTriangle: shape = [(0, 1.2), (1.1, -0.8), (-1.1, -0.8)]
        default: shape = [(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)]
        }
        return shape.map { Point(point.x + $0.0 * half, point.y + $0.1 * half) }
    }

    private func draw(_ text: PlacedText, on canvas: any Canvas) {
        var along = 0.0
        for run in text.text.runs {
            let font = run.isRaised ? text.font.scaled(by: RichText.raisedSize) : text.font
            let raise = run.isRaised ? text.font.size * RichText.raise : 0
            let place =
                text.isVertical
                ? Point(text.origin.x - raise, text.origin.y - along)
                : Point(text.origin.x + along, text.origin.y - raise)
            canvas.text(run.text, at: place, font, text.color, .start, rotation: text.isVertical ? 90 : 0)
            along += canvas.measure(run.text, font).width
        }
    }
}
