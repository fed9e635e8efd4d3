public import Raster
public import FigureFiles
public import Plotting

/// A page of SVG: text stays text, laid out by the same measures as in every other format.
///
/// The glyphs it needs are in the file, as a part of their font; where that cannot be, every text says how long it is, so
/// that another font keeps it within its place.
public final class SVGCanvas: Canvas {
    /// Size of the page in points.
    public let size: Size
    /// The finest detail that is worth writing, in points.
    public let pixel: Double

    private let book = FontBook()
    private var body: SVGWriter
    private var clips = 0
    private var fonts = SVGFonts()

    /// An empty page of `size` points; throws a ``PictureError`` for a size that is none.
    /// - Parameter pixel: the finest detail that is worth writing, in points. From half a point on, lines are written to
    ///   tenths of a point, else to hundredths.
    public init(size: Size, pixel: Double = 0.25) throws {
        guard size.width > 0, size.height > 0, size.width <= 1e6, size.height <= 1e6 else {
            throw PictureError(
                attempted: "making an SVG page", message: "no page has \(size.width) x \(size.height) points")
        }
        self.size = size
        self.pixel = pixel
        body = SVGWriter(isCoarse: pixel >= 0.5)
    }

    /// The page as a file, the same bytes for the same drawing.
    ///
    /// - Parameters:
    ///   - title: what it shows, for readers who cannot see it; empty for none.
    ///   - description: more of that.
    ///   - metadata: what the file says of itself; nil for nothing.
    ///   - embedsFonts: whether the glyphs are in the file; else its reader is to have the fonts.
    public func svgBytes(
        title: String = "", description: String = "", metadata: FigureMetadata? = nil, embedsFonts: Bool = true
    ) -> [UInt8] {
        var file = SVGWriter()
        file.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"")
        file.add(" width=\"")
        file.add(size.width)
        file.add("pt\" height=\"")
        file.add(size.height)
        file.add("pt\" viewBox=\"0 0 ")
        file.add(size.width)
        file.add(" ")
        file.add(size.height)
        file.add("\" role=\"img\">\n")
        if !title.isEmpty { file.add("<title>\(XMLText.escaped(title))</title>\n") }
        if !description.isEmpty { file.add("<desc>\(XMLText.escaped(description))</desc>\n") }
        if let metadata { file.add(SVGMetadata.element(metadata)) }
        if embedsFonts { file.add(fonts.styleSheet()) }
        return file.bytes + body.bytes + Array("</svg>\n".utf8)
    }

    /// The space a text takes, in points.
    public func measure(_ text: String, _ font: Font) -> TextExtent {
        book.measure(text, font)
    }

    /// A line through the points.
    public func stroke(_ points: [Point], _ pen: Pen) {
        guard points.count > 1 else { return }
        body.add("<path d=\"")
        body.path(points, isClosed: false)
        body.add("\" fill=\"none\"")
        body.paint("stroke", pen.color)
        body.attribute("stroke-width", pen.width)
        if pen.cap == .round { body.attribute("stroke-linecap", "round") }
        if points.count > 2 { body.attribute("stroke-linejoin", points.count > 600 ? "bevel" : "round") }
        if !pen.dash.isEmpty {
            body.add(" stroke-dasharray=\"")
            for (index, length) in pen.dash.enumerated() {
                if index > 0 { body.add(" ") }
                body.add(length)
            }
            body.add("\"")
        }
        body.add("/>\n")
    }

    /// An area with its border closed.
    public func fill(_ polygon: [Point], _ color: Color) {
        guard polygon.count > 2 else { return }
        body.add("<path d=\"")
        body.path(polygon, isClosed: true)
        body.add("\"")
        body.paint("fill", color)
        body.add("/>\n")
    }

    /// A rectangle.
    public func fill(_ rect: Rect, _ color: Color) {
        body.add("<rect")
        place(rect)
        body.paint("fill", color)
        body.add("/>\n")
    }

    /// Circles of one size, in points.
    public func circles(at centers: [Point], radius: Double, fill: Color?, outline: Pen?) {
        guard !centers.isEmpty else { return }
        body.add("<g")
        body.paint("fill", fill)
        if let outline {
            body.paint("stroke", outline.color)
            body.attribute("stroke-width", outline.width)
        }
        body.add(">\n")
        for center in centers {
            body.add("<circle")
            body.attribute("cx", center.x)
            body.attribute("cy", center.y)
            body.attribute("r", radius)
            body.add("/>\n")
        }
        body.add("</g>\n")
    }

    /// A text, anchored and turned as asked.
    public func text(
        _ text: String, at point: Point, _ font: Font, _ color: Color, _ alignment: TextAlignment, rotation: Double
    ) {
        guard !text.isEmpty else { return }
        body.add("<text")
        body.attribute("x", point.x)
        body.attribute("y", point.y)
        var families = [font.family]
        for run in book.line(text, font).runs {
            fonts.note(run.text, Face(family: run.family, isBold: font.isBold))
            if !families.contains(run.family) { families.append(run.family) }
        }
        body.attribute(
            "font-family", families.map { "'\(SVGFonts.quoted($0))'" }.joined(separator: ", ") + ", sans-serif")
        body.attribute("font-size", font.size)
        if font.isBold { body.attribute("font-weight", "bold") }
        if alignment != .start { body.attribute("text-anchor", alignment == .middle ? "middle" : "end") }
        body.attribute("textLength", measure(text, font).width)
        body.attribute("lengthAdjust", "spacingAndGlyphs")
        body.paint("fill", color)
        if rotation != 0 {
            body.add(" transform=\"rotate(")
            body.add(-rotation)
            body.add(" ")
            body.add(point.x)
            body.add(" ")
            body.add(point.y)
            body.add(")\"")
        }
        body.add(" xml:space=\"preserve\">\(XMLText.escaped(text))</text>\n")
    }

    /// A picture over a rectangle, pixel by pixel.
    public func image(_ image: PixelImage, in rect: Rect) {
        guard rect.width > 0, rect.height > 0, let file = try? PNGEncoder.encode(image) else { return }
        body.add("<image")
        place(rect)
        body.attribute("preserveAspectRatio", "none")
        // The first is CSS's word, the second what SVG itself has.
        body.attribute("style", "image-rendering:pixelated")
        body.attribute("image-rendering", "optimizeSpeed")
        body.add(" href=\"data:image/png;base64,")
        body.add(Base64.text(file))
        body.add("\"/>\n")
    }

    /// Draws, but only within a rectangle.
    public func clipped(to rect: Rect, _ draw: () -> Void) {
        clips += 1
        body.add("<clipPath id=\"clip\(clips)\"><rect")
        place(rect)
        body.add("/></clipPath>\n<g clip-path=\"url(#clip\(clips))\">\n")
        draw()
        body.add("</g>\n")
    }

    private func place(_ rect: Rect) {
        body.attribute("x", rect.x)
        body.attribute("y", rect.y)
        body.attribute("width", max(0, rect.width))
        body.attribute("height", max(0, rect.height))
    }
}
