/// A picture of 8 bits per value, [height, width, channels], rows from the top.
public struct PixelImage: Sendable, Equatable {
    /// Pixels in a row.
    public let width: Int
    /// Rows.
    public let height: Int
    /// 1: grey; 3: red, green and blue.
    public let channels: Int
    /// The values, [height, width, channels].
    public let bytes: [UInt8]

    /// Creates a picture.
    /// - Returns: nil for a wrong number of bytes, a side over 32,767 pixels, or channels other than 1 and 3.
    public init?(width: Int, height: Int, channels: Int, bytes: [UInt8]) {
        guard (1...32_767).contains(width), (1...32_767).contains(height), channels == 1 || channels == 3,
            bytes.count == width * height * channels
        else { return nil }
        self.width = width
        self.height = height
        self.channels = channels
        self.bytes = bytes
    }

    /// Red, green and blue of a pixel inside the picture.
    package func pixel(_ column: Int, _ row: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
        let start = (row * width + column) * channels
        guard channels == 3 else { return (bytes[start], bytes[start], bytes[start]) }
        return (bytes[start], bytes[start + 1], bytes[start + 2])
    }
}

extension PixelImage {
    /// Decodes a PNG file.
    /// - Throws: `PictureError` if the bytes are not a PNG file, or if the picture is too large.
    public init(png file: [UInt8]) throws(PictureError) {
        let header = try file.withUnsafeBytes { file in
            Result { () throws(PictureError) in try PNGDecoder.header(of: file) }
        }.get()
        let tooLarge = PictureError(
            attempted: "decoding a PNG", message: "\(header.width) x \(header.height) pixels are too many")
        guard (1...32_767).contains(header.width), (1...32_767).contains(header.height),
            header.width * header.height <= PNGDecoder.maxPixels
        else { throw tooLarge }
        var bytes = [UInt8](repeating: 0, count: header.width * header.height * header.channels)
        try file.withUnsafeBytes { file in
            bytes.withUnsafeMutableBufferPointer { pixels in
                Result { () throws(PictureError) in try PNGDecoder.decode(file, header: header, into: pixels) }
            }
        }.get()
        guard
            let image = PixelImage(width: header.width, height: header.height, channels: header.channels, bytes: bytes)
        else { throw tooLarge }
        self = image
    }

    /// Words 0x00RRGGBB, row by row.
    package var words: [UInt32] {
        (0..<width * height).map { index in
            let (red, green, blue) = pixel(index % width, index / width)
            return UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
        }
    }

    /// Fraction of pixels that differ by more than `tolerance` (of 255) in any colour; 1 if the sizes differ.
    package func difference(from other: PixelImage, tolerance: Int = 0) -> Double {
        guard width == other.width, height == other.height else { return 1 }
        func part(_ pixel: UInt32, _ shift: UInt32) -> Int { Int((pixel >> shift) & 255) }
        var count = 0
        for (one, two) in zip(words, other.words)
        where [0, 8, 16].contains(where: { abs(part(one, $0) - part(two, $0)) > tolerance }) { count += 1 }
        return Double(count) / Double(width * height)
    }
}
