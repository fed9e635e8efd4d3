import Raster
import CCairo
import Plotting

extension CairoSurface {
    /// A surface that holds a picture's pixels.
    static func holding(_ image: PixelImage) throws -> CairoSurface {
        let surface = try CairoSurface(width: image.width, height: image.height)
        let stride = Int(cairo_image_surface_get_stride(surface.handle))
        cairo_surface_flush(surface.handle)
        guard let data = cairo_image_surface_get_data(surface.handle) else {
            throw CairoError(status: cairo_surface_status(surface.handle), "drawing a picture")
        }
        for row in 0..<image.height {
            let line = UnsafeMutableRawPointer(data + row * stride)
            for column in 0..<image.width {
                let (red, green, blue) = image.pixel(column, row)
                let word = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
                line.storeBytes(of: word, toByteOffset: column * 4, as: UInt32.self)
            }
        }
        cairo_surface_mark_dirty(surface.handle)
        return surface
    }
}
