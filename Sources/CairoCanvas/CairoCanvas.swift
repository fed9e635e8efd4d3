import Raster
public import FigureFiles
import CCairo
public import Plotting

/// A page of pixels drawn by Cairo, which becomes a PNG file.
public final class CairoCanvas: CairoDrawing {
    /// Pixels a point.
    public let scale: Double

    /// An empty page of `size` points with `scale` pixels to a point.
    ///
    /// Throws a ``CairoError`` where Cairo has no such picture (more than 32,767 pixels wide or high, or no memory).
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

    /// Resolution in dots an inch that gives a point its size.
    public var dotsPerInch: Double { 72 * scale }

    /// The page as a PNG file: 8-bit RGB, with its resolution, the same bytes for the same drawing.
    ///
    /// - Parameter metadata: what the file says of itself in text chunks; nil for nothing.
    /// - Throws: a ``CairoError`` where any drawing on this canvas failed, a ``PictureError`` where encoding did.
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
