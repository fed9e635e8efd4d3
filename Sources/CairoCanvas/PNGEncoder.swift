import CPNG

/// Encodes pixels as an 8-bit RGB PNG file.
///
/// Rows are stored as differences from the row above and compressed by run lengths: on figures, as small as zlib's
/// level 6 and twice as fast as it. Measured on a loss figure of 1600 x 1000 pixels:
/// up + runs 8.4 ms, 65 KB; no filter, level 6 14.8 ms, 68 KB; best filter a row, level 6 32 ms, 65 KB.
struct PNGEncoder {
    /// Stored as the picture's resolution.
    var dotsPerInch: Double

    func encode(_ pixels: UnsafePointer<UInt8>, width: Int, height: Int, stride: Int) throws -> [UInt8] {
        var options = onecycle_png_options()
        guard let columns = UInt32(exactly: width), let rows = UInt32(exactly: height) else {
            throw PictureError(attempted: "encoding a PNG", message: "no picture has \(width) x \(height) pixels")
        }
        options.width = columns
        options.height = rows
        options.stride = stride
        options.pixels_per_metre = UInt32(max(0, min(1e9, (dotsPerInch / 0.0254).rounded())))
        options.level = 1
        options.strategy = 3  // zlib's Z_RLE
        options.filters = PNG_FILTER_UP
        var png = onecycle_png()
        let code = onecycle_png_encode(pixels, &options, &png)
        guard code == 0, let bytes = png.bytes else {
            let message = withUnsafeBytes(of: png.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            throw PictureError(attempted: "encoding a PNG", message: message)
        }
        defer { free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: png.count))
    }
}
