public import FigureFiles
import Files
public import Plotting
import Raster

extension Figure {
    /// The figure as a file in memory.
    ///
    /// - Parameters:
    ///   - format: the kind of file.
    ///   - size: of the page in points; nil for the figure's preferred size.
    ///   - scale: pixels to the point of a PNG file, whose resolution is 72 times that.
    ///   - metadata: texts to store in the file; nil for none.
    /// - Throws: ``CairoError`` or ``PictureError``.
    public func bytes(
        _ format: FigureFormat, size: Size? = nil, scale: Double = 2, metadata: FigureMetadata? = nil
    ) throws -> [UInt8] {
        try encoded(format, size: size, scale: scale, metadata: metadata).bytes
    }

    private func encoded(
        _ format: FigureFormat, size: Size?, scale: Double, metadata: FigureMetadata?
    ) throws -> (bytes: [UInt8], missing: MissingGlyphs) {
        let size = size ?? preferredSize
        switch format {
        case .png:
            let canvas = try PNGCanvas(size: size, scale: scale)
            draw(on: canvas)
            return (try canvas.pngBytes(metadata: metadata), canvas.missingGlyphs)
        case .svg:
            let canvas = try SVGCanvas(size: size)
            draw(on: canvas)
            return (canvas.svgBytes(title: title, description: caption, metadata: metadata), canvas.missingGlyphs)
        case .pdf:
            let canvas = try PDFCanvas(size: size)
            draw(on: canvas)
            return (try canvas.pdfBytes(metadata: metadata), canvas.missingGlyphs)
        }
    }

    /// Writes the figure as a file, which appears whole or not at all.
    ///
    ///     try Figure.lines(["train": (steps, losses)], x: "step", y: "loss").write(to: "loss.png")
    ///
    /// - Parameters:
    ///   - path: the file, in a folder that exists. An existing file is replaced.
    ///   - format: the kind of file; nil to take it from the path's extension (`.png`, `.svg` or `.pdf`).
    ///   - size: of the page in points; nil for the figure's preferred size.
    ///   - scale: pixels to the point of a PNG file, whose resolution is 72 times that.
    ///   - metadata: texts to store in the file; nil for none.
    /// - Returns: characters for which no installed font has a glyph.
    /// - Throws: ``PictureError``, which names the path.
    @discardableResult
    public func write(
        to path: String, as format: FigureFormat? = nil, size: Size? = nil, scale: Double = 2,
        metadata: FigureMetadata? = nil
    ) throws -> MissingGlyphs {
        let name = path.split(separator: "/").last ?? ""
        let ending = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last ?? ""
        guard let format = format ?? FigureFormat(rawValue: ending.lowercased()) else {
            throw PictureError(
                path: path, attempted: "cannot be written", message: "the file's name must end in .png, .svg or .pdf")
        }
        let (bytes, missing): ([UInt8], MissingGlyphs)
        do {
            (bytes, missing) = try encoded(format, size: size, scale: scale, metadata: metadata)
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
            throw PictureError(path: path, attempted: "cannot be written", message: error.reason.words)
        }
        return missing
    }
}
