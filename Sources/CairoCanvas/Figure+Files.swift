public import FigureFiles
import Files
public import Plotting
import Raster

extension Figure {
    /// The figure as a PNG file in memory.
    ///
    /// - Parameters:
    ///   - size: of the page in points; the figure's preferred size where none is given.
    ///   - scale: pixels a point; the file's resolution is 72 times that.
    ///   - metadata: what the file says of itself; nil for nothing.
    /// - Throws: ``CairoError`` or ``PictureError``.
    public func pngBytes(size: Size? = nil, scale: Double = 2, metadata: FigureMetadata? = nil) throws -> [UInt8] {
        let canvas = try CairoCanvas(size: size ?? preferredSize, scale: scale)
        draw(on: canvas)
        return try canvas.pngBytes(metadata: metadata)
    }

    /// The figure as an SVG file in memory.
    ///
    /// - Parameters:
    ///   - size: of the page in points; the figure's preferred size where none is given.
    ///   - pixel: the finest detail that is worth writing, in points.
    ///   - metadata: what the file says of itself; nil for nothing.
    ///   - embedsFonts: whether the glyphs are in the file; else its reader is to have the fonts.
    /// - Throws: ``PictureError`` for a size that is none.
    public func svgBytes(
        size: Size? = nil, pixel: Double = 0.25, metadata: FigureMetadata? = nil, embedsFonts: Bool = true
    ) throws -> [UInt8] {
        let canvas = try SVGCanvas(size: size ?? preferredSize, pixel: pixel)
        draw(on: canvas)
        return canvas.svgBytes(
            title: title, description: caption, metadata: metadata, embedsFonts: embedsFonts)
    }

    /// The figure as a PDF file in memory.
    ///
    /// - Parameters:
    ///   - size: of the page in points; the figure's preferred size where none is given.
    ///   - metadata: what the file says of itself; nil for nothing.
    /// - Throws: ``CairoError``.
    public func pdfBytes(size: Size? = nil, metadata: FigureMetadata? = nil) throws -> [UInt8] {
        let canvas = try PDFCanvas(size: size ?? preferredSize)
        draw(on: canvas)
        return try canvas.pdfBytes(metadata: metadata)
    }

    /// The figure as a file in memory; `scale` is for PNG files alone.
    public func bytes(
        _ format: FigureFormat, size: Size? = nil, scale: Double = 2, metadata: FigureMetadata? = nil
    ) throws -> [UInt8] {
        switch format {
        case .png: try pngBytes(size: size, scale: scale, metadata: metadata)
        case .svg: try svgBytes(size: size, metadata: metadata)
        case .pdf: try pdfBytes(size: size, metadata: metadata)
        }
    }

    /// Writes the figure as a file, which appears whole or not at all.
    ///
    /// - Parameters:
    ///   - path: where; its folder must exist. A file that is there is replaced.
    ///   - format: the kind of file, whatever the path's ending.
    ///   - size: of the page in points; the figure's preferred size where none is given.
    ///   - scale: pixels a point of a PNG file, whose resolution is 72 times that.
    ///   - metadata: what the file says of itself; nil for nothing.
    /// - Throws: ``PictureError``, which names the path.
    public func write(
        to path: String, as format: FigureFormat, size: Size? = nil, scale: Double = 2, metadata: FigureMetadata? = nil
    ) throws {
        let bytes: [UInt8]
        do {
            bytes = try self.bytes(format, size: size, scale: scale, metadata: metadata)
        } catch let error as CairoError {
            throw PictureError(path: path, attempted: error.attempted, message: error.message)
        } catch var error as PictureError {
            error.path = path
            throw error
        }
        do throws(FileError) {
            // Not synced: a figure can be drawn again.
            try AtomicFile.write(bytes, to: path, synced: false)
        } catch {
            throw PictureError(path: path, attempted: "writing", message: error.reason.words)
        }
    }

    /// Writes the figure as a PNG file, which appears whole or not at all.
    ///
    /// - Parameters:
    ///   - path: where; its folder must exist. A file that is there is replaced.
    ///   - size: of the page in points; the figure's preferred size where none is given.
    ///   - scale: pixels a point; the file's resolution is 72 times that.
    ///   - metadata: what the file says of itself; nil for nothing.
    /// - Throws: ``PictureError``, which names the path.
    public func writePNG(
        to path: String, size: Size? = nil, scale: Double = 2, metadata: FigureMetadata? = nil
    ) throws {
        try write(to: path, as: .png, size: size, scale: scale, metadata: metadata)
    }
}
