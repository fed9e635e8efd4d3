public import Raster
public import FigureFiles
public import Plotting

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A page of SVG. Text stays text, laid out by the same measures as in every other format.
///
/// A file embeds the glyphs that it draws, as a part of their font. Each text also says how long it is, so that another
/// font keeps it within its place.
public final class SVGCanvas: Canvas {
    /// Size of the page in points.
    public let size: Size
    /// The finest detail worth writing, in points.
    public let pixel: Double

    private let shaper = TextShaper()
    private var body: SVGWriter
    private var clips = 0
    private var fonts = SVGFonts()
    private let idPrefix: String
    private let classes: SVGColorClasses?

    /// An empty page of `size` points.
    ///
    /// - Parameters:
    ///   - pixel: the finest detail worth writing, in points. From half a point on, lines are written to tenths of a point,
    ///     else to hundredths.
    ///   - idPrefix: the beginning of every id, so that several drawings can stand in one document: ASCII letters, digits,
    ///     `-` and `_`.
    ///   - classes: receives the colours that differ on dark ground; nil writes those for light ground.
    /// - Throws: ``PictureError`` for a size that is not positive, or larger than a million points.
    public init(size: Size, pixel: Double = 0.25, idPrefix: String = "", classes: SVGColorClasses? = nil) throws {
        guard size.width > 0, size.height > 0, size.width <= 1e6, size.height <= 1e6 else {
            throw PictureError(
                attempted: "making an SVG page", message: "no page has \(size.width) x \(size.height) points")
        }
        precondition(
            idPrefix.utf8.allSatisfy {
                $0 < 128 && (Unicode.Scalar($0).properties.isAlphabetic || "0123456789-_".utf8.contains($0))
            },
            "a prefix of ids is made of letters, digits, - and _")
        self.size = size
        self.pixel = pixel
        self.idPrefix = idPrefix
        self.classes = classes
        body = SVGWriter(isCoarse: pixel >= 0.5)
    }

    /// The drawing without the `<svg>` around it, for a document that writes this element itself.
    public var elements: String { String(decoding: body.bytes, as: UTF8.self) }

    /// Characters of the texts so far that no installed font has.
    public var missingGlyphs: MissingGlyphs { MissingGlyphs(shaper.missing) }

    /// The page as a file. The same drawing gives the same bytes.
    ///
    /// - Parameters:
    ///   - title: a headline for screen readers; empty for none.
    ///   - description: a longer text for screen readers; empty for none.
    ///   - metadata: texts to store in the file; nil for none.
    ///   - embedsFonts: whether the file carries its glyphs; otherwise its reader needs the fonts.
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
        shaper.measure(text, font)
    }

    /// A line through the points.
    public func stroke(_ points: [Point], _ pen: Pen) {
        guard points.count > 1 else { return }
        body.add("<path d=\"")
        body.path(points, isClosed: false)
        body.add("\"")
        body.paint(fill: nil, stroke: pen.color, classes)
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
        body.paint(fill: color, classes)
        body.add("/>\n")
    }

    /// A rectangle.
    public func fill(_ rect: Rect, _ color: Color) {
        body.add("<rect")
        place(rect)
        body.paint(fill: color, classes)
        body.add("/>\n")
    }

    /// Circles of one size, in points.
    public func circles(at centers: [Point], radius: Double, fill: Color?, outline: Pen?) {
        guard !centers.isEmpty else { return }
        body.add("<g")
        body.paint(fill: fill, stroke: outline?.color, classes)
        if let outline { body.attribute("stroke-width", outline.width) }
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
        for run in shaper.line(text, font).runs {
            fonts.note(run)
            let family = run.typeface.face.family
            if !families.contains(family) { families.append(family) }
        }
        body.attribute(
            "font-family", families.map { "'\(SVGFonts.quoted($0))'" }.joined(separator: ", ") + ", sans-serif")
        body.attribute("font-size", font.size)
        if font.isBold { body.attribute("font-weight", "bold") }
        if alignment != .start { body.attribute("text-anchor", alignment == .middle ? "middle" : "end") }
        body.attribute("textLength", measure(text, font).width)
        body.attribute("lengthAdjust", "spacingAndGlyphs")
        body.paint(fill: color, classes)
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
        // CSS's property, and SVG's own attribute for readers without CSS.
        body.attribute("style", "image-rendering:pixelated")
        body.attribute("image-rendering", "optimizeSpeed")
        body.add(" href=\"data:image/png;base64,")
        body.add(Data(file).base64EncodedString())
        body.add("\"/>\n")
    }

    /// Draws, but only within a rectangle.
    public func clipped(to rect: Rect, _ draw: () -> Void) {
        clips += 1
        body.add("<clipPath id=\"\(idPrefix)clip\(clips)\"><rect")
        place(rect)
        body.add("/></clipPath>\n<g clip-path=\"url(#\(idPrefix)clip\(clips))\">\n")
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
