/// A small picture: 8 bits a value, [height, width, channels], rows from the top.
public struct PixelImage: Sendable, Equatable {
    /// Pixels in a row.
    public let width: Int
    /// Rows.
    public let height: Int
    /// 1 grey, 3 red, green and blue.
    public let channels: Int
    /// height * width * channels values.
    public let bytes: [UInt8]

    /// A picture; nil unless there are `height * width * channels` bytes and 1 or 3 channels.
    public init?(width: Int, height: Int, channels: Int, bytes: [UInt8]) {
        guard (1...32_767).contains(width), (1...32_767).contains(height), channels == 1 || channels == 3,
            bytes.count == width * height * channels
        else { return nil }
        self.width = width
        self.height = height
        self.channels = channels
        self.bytes = bytes
    }

    /// Red, green and blue of a pixel, which must lie within the picture.
    package func pixel(_ column: Int, _ row: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
        let start = (row * width + column) * channels
        guard channels == 3 else { return (bytes[start], bytes[start], bytes[start]) }
        return (bytes[start], bytes[start + 1], bytes[start + 2])
    }
}
