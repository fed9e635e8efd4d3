import CCairo
public import Plotting

/// A page of pixels drawn by Cairo. It belongs to one thread at a time; any number of them may be in use at once.
public final class CairoCanvas: Canvas {
    /// Size of the page in points.
    public let size: Size
    /// Pixels a point.
    public let scale: Double

    private let surface: CairoSurface
    private let context: CairoContext
    private var font: Font?

    /// An empty page of `size` points with `scale` pixels to a point.
    ///
    /// Throws a ``CairoError`` where Cairo has no such picture (more than 32,767 pixels wide or high, or no memory).
    public init(size: Size, scale: Double = 2) throws {
        func pixels(_ length: Double) -> Int {
            let count = (length * scale).rounded()
            return count.isFinite ? Int(min(max(count, 0), 1e9)) : 0
        }
        let surface = try CairoSurface(width: pixels(size.width), height: pixels(size.height))
        context = try CairoContext(on: surface)
        self.surface = surface
        self.size = size
        self.scale = scale
        cairo_scale(context.handle, scale, scale)
    }

    /// Side of one pixel in points.
    public var pixel: Double { 1 / scale }

    /// Resolution in dots an inch that gives a point its size.
    public var dotsPerInch: Double { 72 * scale }

    /// The page as a PNG file: 8-bit RGB, with its resolution, the same bytes for the same drawing.
    ///
    /// Throws a ``CairoError`` where any drawing on this canvas failed, a ``PictureError`` where encoding did.
    public func pngBytes() throws -> [UInt8] {
        try context.check("drawing a figure")
        let width = Int(cairo_image_surface_get_width(surface.handle))
        let height = Int(cairo_image_surface_get_height(surface.handle))
        return try surface.withPixels { pixels, stride in
            try PNGEncoder(dotsPerInch: dotsPerInch).encode(pixels, width: width, height: height, stride: stride)
        }
    }

    /// The space a text takes, in points.
    public func measure(_ text: String, _ font: Font) -> TextExtent {
        use(font)
        var extents = cairo_text_extents_t()
        cairo_text_extents(context.handle, text, &extents)
        return TextExtent(
            width: extents.x_advance, ascent: -extents.y_bearing, descent: extents.height + extents.y_bearing)
    }

    /// A line through the points.
    public func stroke(_ points: [Point], _ pen: Pen) {
        guard points.count > 1 else { return }
        let isUpright =
            points.count <= 4 && zip(points, points.dropFirst()).allSatisfy { $0.x == $1.x || $0.y == $1.y }
        // Upright lines lie on whole pixels: sharp, and as thin as they say.
        let thickness = max(1, (pen.width * scale).rounded())
        func snapped(_ place: Double) -> Double {
            let place = place * scale
            let isOdd = thickness.truncatingRemainder(dividingBy: 2) == 1
            return (isOdd ? place.rounded(.down) + 0.5 : place.rounded()) / scale
        }
        for (index, point) in points.enumerated() {
            // A single stretch keeps its ends where they are.
            let x = isUpright && (points.count > 2 || points[0].x == points[1].x) ? snapped(point.x) : point.x
            let y = isUpright && (points.count > 2 || points[0].y == points[1].y) ? snapped(point.y) : point.y
            if index == 0 { cairo_move_to(context.handle, x, y) } else { cairo_line_to(context.handle, x, y) }
        }
        use(pen.color)
        cairo_set_line_width(context.handle, isUpright ? thickness / scale : pen.width)
        cairo_set_line_cap(context.handle, pen.cap == .round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
        // On long lines a rounded corner is not seen but paid for.
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
        cairo_rectangle(context.handle, rect.x, rect.y, rect.width, rect.height)
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
        use(font)
        let width = alignment == .start ? 0 : measure(text, font).width
        cairo_save(context.handle)
        cairo_translate(context.handle, point.x, point.y)
        if rotation != 0 { cairo_rotate(context.handle, -rotation * .pi / 180) }
        cairo_move_to(context.handle, alignment == .middle ? -width / 2 : -width, 0)
        use(color)
        cairo_show_text(context.handle, text)
        cairo_restore(context.handle)
    }

    /// Draws, but only within a rectangle.
    public func clipped(to rect: Rect, _ draw: () -> Void) {
        cairo_save(context.handle)
        cairo_rectangle(context.handle, rect.x, rect.y, rect.width, rect.height)
        cairo_clip(context.handle)
        draw()
        cairo_restore(context.handle)
        // The state before the clip has its own font.
        font = nil
    }

    /// Draws with four samples a pixel each way instead of sixteen where the outline is long. A long outline is a noisy
    /// one (smooth ones were straightened): it takes a quarter of the time, and nobody sees which.
    private func withSampling(_ isCoarse: Bool, _ draw: () -> Void) {
        if isCoarse { cairo_set_antialias(context.handle, CAIRO_ANTIALIAS_FAST) }
        draw()
        if isCoarse { cairo_set_antialias(context.handle, CAIRO_ANTIALIAS_DEFAULT) }
    }

    private func use(_ color: Color) {
        cairo_set_source_rgba(context.handle, color.red, color.green, color.blue, color.alpha)
    }

    private func use(_ font: Font) {
        guard font != self.font else { return }
        self.font = font
        cairo_select_font_face(
            context.handle, font.family, CAIRO_FONT_SLANT_NORMAL,
            font.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
        cairo_set_font_size(context.handle, font.size)
    }
}
