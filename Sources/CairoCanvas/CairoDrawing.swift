public import Raster
import CCairo
public import Plotting

/// Draws with Cairo, for pixels (``PNGCanvas``) and for a document (``PDFCanvas``).
///
/// A canvas belongs to one thread at a time. Several canvases can be in use at once.
public class CairoDrawing: Canvas {
    /// Size of the page in points.
    public let size: Size
    /// Side of one pixel in points; for a document, the finest detail worth drawing.
    public let pixel: Double

    let surface: CairoSurface
    let context: CairoContext
    /// Pixels to the point; nil for documents. Upright lines are laid on whole pixels.
    private let pixelsPerPoint: Double?
    private let shaper = TextShaper()

    init(on surface: consuming CairoSurface, size: Size, pixel: Double, pixelsPerPoint: Double?) throws {
        context = try CairoContext(on: surface)
        self.surface = surface
        self.size = size
        self.pixel = pixel
        self.pixelsPerPoint = pixelsPerPoint
        if let pixelsPerPoint { cairo_scale(context.handle, pixelsPerPoint, pixelsPerPoint) }
    }

    /// The space a text takes, in points.
    public func measure(_ text: String, _ font: Font) -> TextExtent {
        shaper.measure(text, font)
    }

    /// Characters of the texts so far that no installed font has.
    public var missingGlyphs: MissingGlyphs { MissingGlyphs(shaper.missing) }

    /// A line through the points.
    public func stroke(_ points: [Point], _ pen: Pen) {
        guard points.count > 1 else { return }
        let isUpright =
            points.count <= 4 && zip(points, points.dropFirst()).allSatisfy { $0.x == $1.x || $0.y == $1.y }
        let grid = isUpright ? pixelsPerPoint.map { PixelGrid(scale: $0, lineWidth: pen.width) } : nil
        for (index, point) in points.enumerated() {
            let place = grid?.snapped(point, of: points) ?? point
            if index == 0 {
                cairo_move_to(context.handle, place.x, place.y)
            } else {
                cairo_line_to(context.handle, place.x, place.y)
            }
        }
        use(pen.color)
        cairo_set_line_width(context.handle, grid?.lineWidth ?? pen.width)
        cairo_set_line_cap(context.handle, pen.cap == .round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
        // Rounded corners cannot be seen on long lines, and take time.
        cairo_set_line_join(
            context.handle,
            isUpright ? CAIRO_LINE_JOIN_MITER : points.count > 600 ? CAIRO_LINE_JOIN_BEVEL : CAIRO_LINE_JOIN_ROUND)
        cairo_set_dash(context.handle, pen.dash, Int32(pen.dash.count), 0)
        withSampling(points.count > 600) { cairo_stroke(context.handle) }
    }

    /// An area with its border closed.
    public func fill(_ polygon: [Point], _ color: Color) {
        guard let first = polygon.first, polygon.count > 2 else { return }
        cairo_move_to(context.handle, first.x, first.y)
        for point in polygon.dropFirst() { cairo_line_to(context.handle, point.x, point.y) }
        cairo_close_path(context.handle)
        use(color)
        withSampling(polygon.count > 1500) { cairo_fill(context.handle) }
    }

    /// A rectangle.
    public func fill(_ rect: Rect, _ color: Color) {
        // On whole pixels: neighbours share an edge without a seam, and the page is covered to its last pixel.
        func snapped(_ place: Double) -> Double { pixelsPerPoint.map { (place * $0).rounded() / $0 } ?? place }
        let (left, top) = (snapped(rect.minX), snapped(rect.minY))
        // A rectangle thinner than a pixel is still drawn.
        let minimum = min(pixelsPerPoint.map { 1 / $0 } ?? 0, rect.width > 0 && rect.height > 0 ? .infinity : 0)
        cairo_rectangle(
            context.handle, left, top, max(minimum, snapped(rect.maxX) - left), max(minimum, snapped(rect.maxY) - top))
        use(color)
        cairo_fill(context.handle)
    }

    /// Circles of one size, in points.
    public func circles(at centers: [Point], radius: Double, fill: Color?, outline: Pen?) {
        for center in centers {
            cairo_new_sub_path(context.handle)
            cairo_arc(context.handle, center.x, center.y, radius, 0, 2 * .pi)
            if let fill {
                use(fill)
                cairo_fill_preserve(context.handle)
            }
            if let outline {
                use(outline.color)
                cairo_set_line_width(context.handle, outline.width)
                cairo_set_dash(context.handle, nil, 0, 0)
                cairo_stroke_preserve(context.handle)
            }
            cairo_new_path(context.handle)
        }
    }

    /// A text, anchored and turned as asked.
    public func text(
        _ text: String, at point: Point, _ font: Font, _ color: Color, _ alignment: TextAlignment, rotation: Double
    ) {
        let line = shaper.line(text, font)
        let width = line.extent.width * font.size
        cairo_save(context.handle)
        cairo_translate(context.handle, point.x, point.y)
        if rotation != 0 { cairo_rotate(context.handle, -rotation * .pi / 180) }
        use(color)
        var start = alignment == .start ? 0 : alignment == .middle ? -width / 2 : -width
        for run in line.runs {
            show(run, at: start, font.size)
            start += run.width * font.size
        }
        cairo_restore(context.handle)
    }

    /// Draws glyphs together with their characters, so that a document's text can be searched and copied.
    private func show(_ run: ShapedText.Run, at start: Double, _ size: Double) {
        cairo_set_font_face(context.handle, run.typeface.drawing)
        cairo_set_font_size(context.handle, size)
        let glyphs = run.glyphs.map { cairo_glyph_t(index: $0.index, x: start + $0.x * size, y: -$0.y * size) }
        let clusters = run.clusters.map {
            cairo_text_cluster_t(num_bytes: Int32($0.bytes), num_glyphs: Int32($0.glyphs))
        }
        cairo_show_text_glyphs(
            context.handle, run.text, Int32(run.text.utf8.count), glyphs, Int32(glyphs.count), clusters,
            Int32(clusters.count),
            run.isRightToLeft ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t(rawValue: 0))
    }

    /// A picture over a rectangle, pixel by pixel.
    public func image(_ image: PixelImage, in rect: Rect) {
        guard rect.width > 0, rect.height > 0, let picture = try? CairoSurface.holding(image) else { return }
        cairo_save(context.handle)
        cairo_translate(context.handle, rect.x, rect.y)
        cairo_scale(context.handle, rect.width / Double(image.width), rect.height / Double(image.height))
        cairo_set_source_surface(context.handle, picture.handle, 0, 0)
        cairo_pattern_set_filter(cairo_get_source(context.handle), CAIRO_FILTER_NEAREST)
        cairo_pattern_set_extend(cairo_get_source(context.handle), CAIRO_EXTEND_PAD)
        cairo_rectangle(context.handle, 0, 0, Double(image.width), Double(image.height))
        cairo_fill(context.handle)
        cairo_restore(context.handle)
    }

    /// Draws, but only within a rectangle.
    public func clipped(to rect: Rect, _ draw: () -> Void) {
        cairo_save(context.handle)
        cairo_rectangle(context.handle, rect.x, rect.y, rect.width, rect.height)
        cairo_clip(context.handle)
        draw()
        cairo_restore(context.handle)
    }

    /// Draws with four samples per pixel each way instead of sixteen if the outline is long. Only noisy lines are long,
    /// since smooth ones are straightened before. Coarse sampling takes a quarter of the time and cannot be seen on
    /// them.
    private func withSampling(_ isCoarse: Bool, _ draw: () -> Void) {
        if isCoarse { cairo_set_antialias(context.handle, CAIRO_ANTIALIAS_FAST) }
        draw()
        if isCoarse { cairo_set_antialias(context.handle, CAIRO_ANTIALIAS_DEFAULT) }
    }

    private func use(_ color: Color) {
        cairo_set_source_rgba(context.handle, color.red, color.green, color.blue, color.alpha)
    }
}

/// Lays upright lines on whole pixels, so that they are sharp.
private struct PixelGrid {
    let scale: Double
    let thickness: Double

    init(scale: Double, lineWidth: Double) {
        self.scale = scale
        thickness = max(1, (lineWidth * scale).rounded())
    }

    var lineWidth: Double { thickness / scale }

    /// A point of a line; a single stretch keeps its ends where they are.
    func snapped(_ point: Point, of line: [Point]) -> Point {
        Point(
            line.count > 2 || line[0].x == line[1].x ? snapped(point.x) : point.x,
            line.count > 2 || line[0].y == line[1].y ? snapped(point.y) : point.y)
    }

    private func snapped(_ place: Double) -> Double {
        let place = place * scale
        let isOdd = thickness.truncatingRemainder(dividingBy: 2) == 1
        return (isOdd ? place.rounded(.down) + 0.5 : place.rounded()) / scale
    }
}
