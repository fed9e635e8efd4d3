import CPNG

/// Decodes PNG files with libpng: every colour type, 1 to 16 bits, interlaced or not.
///
/// Output has 8 bits per value. Palettes become colours, 16 bits are cut to the upper 8, fewer bits are scaled to 0...255.
/// Transparency is ignored, as in Pillow's conversion to grey or RGB.
public enum PNGDecoder {
    /// Size and channels, from a file's header.
    public struct Header: Sendable, Equatable {
        /// Pixels of a row.
        public var width: Int
        /// Rows.
        public var height: Int
        /// 1: grey; 3: red, green and blue.
        public var channels: Int
    }

    /// Maximum number of pixels of a file.
    public static let maxPixels = 1 << 26

    /// The first bytes of every PNG file.
    public static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

    /// Reads the header.
    /// - Throws: `PictureError` if `file` is not a PNG file or ends early.
    public static func header(of file: UnsafeRawBufferPointer) throws(PictureError) -> Header {
        var header = onecycle_png_header()
        try read(file, rows: nil, &header)
        return Header(width: Int(header.width), height: Int(header.height), channels: Int(header.channels))
    }

    /// Decodes the pixels.
    /// - Parameters:
    ///   - file: the whole file.
    ///   - header: the file's header, of at most `maxPixels` pixels.
    ///   - pixels: receives [H, W, C].
    /// - Throws: `PictureError` if the file is truncated, a checksum is wrong, or the data are invalid.
    public static func decode(
        _ file: UnsafeRawBufferPointer, header: Header, into pixels: UnsafeMutableBufferPointer<UInt8>
    ) throws(PictureError) {
        precondition(header.width * header.height <= maxPixels, "the caller has checked the size")
        let rowSize = header.width * header.channels
        precondition(pixels.count >= header.height * rowSize, "the picture fits")
        guard let start = pixels.baseAddress else { return }
        var rows: [UnsafeMutablePointer<UInt8>?] = (0..<header.height).map { start + $0 * rowSize }
        var raw = onecycle_png_header()
        raw.width = UInt32(header.width)
        raw.height = UInt32(header.height)
        raw.channels = Int32(header.channels)
        try read(file, rows: &rows, &raw)
    }

    private static func read(
        _ file: UnsafeRawBufferPointer, rows: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?,
        _ header: inout onecycle_png_header
    ) throws(PictureError) {
        let bytes = file.baseAddress?.assumingMemoryBound(to: UInt8.self)
        guard onecycle_png_decode(bytes, file.count, rows, &header) == 0 else {
            let message = withUnsafeBytes(of: header.message) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            throw PictureError(attempted: "decoding a PNG", message: message)
        }
    }
}
