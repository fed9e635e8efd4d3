/// The CRC of the PNG specification's annex D.
struct PNGChecksum {
    private var code: UInt32 = 0xFFFF_FFFF

    /// Adds bytes.
    mutating func update(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { code = code >> 8 ^ Self.table[Int((code ^ UInt32(byte)) & 255)] }
    }

    /// The checksum of all bytes so far.
    var value: UInt32 { ~code }

    static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var sum = PNGChecksum()
        sum.update(bytes)
        return sum.value
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { code, _ in code & 1 == 1 ? code >> 1 ^ 0xEDB8_8320 : code >> 1 }
    }
}

/// Checks of pictures that need no decoding.
package enum PictureSoundness {
    /// Compares every chunk of a PNG file with its checksum.
    /// - Throws: ``FigureFileError`` if one is damaged, or if the file ends early.
    package static func checkPNG(_ path: String) throws(FigureFileError) {
        _ = try PNGTexts.read(try FigureFile(path))
    }
}
