public import Plotting

extension Figure {
    /// The figure as a PNG file in memory.
    ///
    /// - Parameters:
    ///   - size: of the page in points; the figure's preferred size where none is given.
    ///   - scale: pixels a point; the file's resolution is 72 times that.
    /// - Throws: ``CairoError`` or ``PictureError``.
    public func pngBytes(size: Size? = nil, scale: Double = 2) throws -> [UInt8] {
        let canvas = try CairoCanvas(size: size ?? preferredSize, scale: scale)
        draw(on: canvas)
        return try canvas.pngBytes()
    }

    /// Writes the figure as a PNG file, which appears whole or not at all.
    ///
    /// - Parameters:
    ///   - path: where; its folder must exist. A file that is there is replaced.
    ///   - size: of the page in points; the figure's preferred size where none is given.
    ///   - scale: pixels a point; the file's resolution is 72 times that.
    /// - Throws: ``PictureError``, which names the path.
    public func writePNG(to path: String, size: Size? = nil, scale: Double = 2) throws {
        let bytes: [UInt8]
        do {
            bytes = try pngBytes(size: size, scale: scale)
        } catch let error as CairoError {
            throw PictureError(path: path, attempted: error.attempted, message: error.message)
        } catch var error as PictureError {
            error.path = path
            throw error
        }
        try AtomicFile.write(bytes, to: path)
    }
}
