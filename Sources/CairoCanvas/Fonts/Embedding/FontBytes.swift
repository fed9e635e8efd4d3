/// Bytes of a font, read as the format has numbers: big-endian, and never beyond the end.
struct FontBytes {
    let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    var count: Int { bytes.count }

    /// A part of it; nil where it does not lie within.
    func part(_ offset: Int, _ count: Int) -> FontBytes? {
        guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else { return nil }
        return FontBytes(bytes[bytes.startIndex + offset..<bytes.startIndex + offset + count])
    }

    /// Two bytes without a sign.
    func word(_ offset: Int) -> Int? {
        part(offset, 2).map { $0.bytes.reduce(0) { $0 << 8 | Int($1) } }
    }

    /// Four bytes without a sign.
    func long(_ offset: Int) -> Int? {
        part(offset, 4).map { $0.bytes.reduce(0) { $0 << 8 | Int($1) } }
    }
}

extension [UInt8] {
    /// Adds two bytes, big-endian.
    mutating func append(word: Int) {
        append(UInt8(truncatingIfNeeded: word >> 8))
        append(UInt8(truncatingIfNeeded: word))
    }

    /// Adds four bytes, big-endian.
    mutating func append(long: Int) {
        append(word: long >> 16)
        append(word: long)
    }

    /// Puts two bytes, big-endian, in the place of others; nothing beyond the end.
    mutating func set(word: Int, at offset: Int) {
        guard offset >= 0, offset + 1 < count else { return }
        self[offset] = UInt8(truncatingIfNeeded: word >> 8)
        self[offset + 1] = UInt8(truncatingIfNeeded: word)
    }
}
