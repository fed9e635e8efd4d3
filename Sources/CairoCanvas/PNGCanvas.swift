import Raster
public import FigureFiles
import CCairo
public import Plotting

/// A page of pixels, drawn by Cairo and written as a PNG file.
public final class PNGCanvas: CairoDrawing {
    /// Pixels to the point.
    public let scale: Double

    /// An empty page of `size` points with `scale` pixels to the point.
    ///
    /// - Throws: ``CairoError`` if the page has no pixels or more than 32,767 in a row or column, or if memory is short.
    public init(size: Size, scale: Double = 2) throws {
        func pixels(_ length: Double) -> Int {
            let count = (length * scale).rounded()
            return count.isFinite ? Int(min(max(count, 0), 1e9)) : 0
        }
        self.scale = scale
        try super.init(
            on: CairoSurface(width: pixels(size.width), height: pixels(size.height)), size: size, pixel: 1 / scale,
            pixelsPerPoint: scale)
    }

    /// Resolution in dots per inch at which a point is 1/72 inch.
    public var dotsPerInch: Double { 72 * scale }

    /// The page as a PNG file: 8-bit RGB with its resolution. The same drawing gives the same bytes.
    ///
    /// - Parameter metadata: texts to store in the file; nil for none.
    /// - Throws: ``CairoError`` if drawing on this canvas failed, ``PictureError`` if encoding failed.
    public func pngBytes(metadata: FigureMetadata? = nil) throws -> [UInt8] {
        try context.check("drawing a figure")
        let width = Int(cairo_image_surface_get_width(surface.handle))
        let height = Int(cairo_image_surface_get_height(surface.handle))
        return try surface.withPixels { pixels, stride in
            try PNGEncoder(dotsPerInch: dotsPerInch, texts: metadata?.chunks ?? []).encode(
                pixels, width: width, height: height, stride: stride)
        }
    }
}
