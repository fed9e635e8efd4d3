/// Outlines of glyphs: the tables "loca" and "glyf". Instructions for small screens are left out, which none of our
/// outputs follows.
struct GlyphOutlines {
    private let glyphs: FontBytes
    private let places: FontBytes
    private let isLong: Bool

    init?(_ font: FontFile) {
        guard let glyphs = font.table("glyf"), let places = font.table("loca"),
            let format = font.table("head")?.word(50)
        else { return nil }
        self.glyphs = glyphs
        self.places = places
        isLong = format == 1
    }

    /// The outline of a glyph, empty for a space; nil where the font is damaged.
    private func outline(_ glyph: Int) -> FontBytes? {
        let from = isLong ? places.long(4 * glyph) : places.word(2 * glyph).map { 2 * $0 }
        let to = isLong ? places.long(4 * glyph + 4) : places.word(2 * glyph + 2).map { 2 * $0 }
        guard let from, let to, to >= from else { return nil }
        return glyphs.part(from, to - from)
    }

    /// The glyphs that a glyph is made of; none for one with an outline of its own.
    func components(_ glyph: Int) -> [Int]? {
        guard let outline = outline(glyph) else { return nil }
        return parts(outline)?.map(\.glyph)
    }

    /// An outline with other numbers for the glyphs that it is made of.
    func renumbered(_ glyph: Int, _ number: (Int) -> Int?) -> [UInt8]? {
        guard let outline = outline(glyph), let parts = parts(outline) else { return nil }
        if outline.count == 0 { return [] }
        if parts.isEmpty { return simple(outline) }
        var bytes = Array(outline.bytes.prefix(parts.last?.end ?? 0))
        for part in parts {
            guard let number = number(part.glyph) else { return nil }
            // Bit 8: instructions follow.
            bytes.set(word: part.flags & ~0x100, at: part.place)
            bytes.set(word: number, at: part.place + 2)
        }
        return bytes
    }

    private typealias Part = (place: Int, flags: Int, glyph: Int, end: Int)

    /// The parts of an outline that is made of others; none for other outlines, nil where it is damaged.
    private func parts(_ outline: FontBytes) -> [Part]? {
        guard outline.count > 0 else { return [] }
        guard let contours = outline.word(0) else { return nil }
        guard contours >= 0x8000 else { return [] }
        var parts: [Part] = []
        var place = 10
        while parts.count < 256 {
            guard let flags = outline.word(place), let glyph = outline.word(place + 2) else { return nil }
            // Places as words or bytes; a scale, two, or a matrix.
            let scale = flags & 8 != 0 ? 2 : flags & 0x40 != 0 ? 4 : flags & 0x80 != 0 ? 8 : 0
            let end = place + 4 + (flags & 1 != 0 ? 4 : 2) + scale
            guard end <= outline.count else { return nil }
            parts.append((place, flags, glyph, end))
            if flags & 0x20 == 0 { return parts }
            place = end
        }
        return nil
    }

    private func simple(_ outline: FontBytes) -> [UInt8]? {
        guard let contours = outline.word(0), let head = outline.part(0, 10 + 2 * contours),
            let last = contours > 0 ? outline.word(8 + 2 * contours) : -1, let count = outline.word(10 + 2 * contours),
            let points = outline.part(12 + 2 * contours + count, outline.count - 12 - 2 * contours - count),
            let length = length(points, last + 1), let used = points.part(0, length)
        else { return nil }
        return Array(head.bytes) + [0, 0] + Array(used.bytes)
    }

    /// Bytes that the flags and coordinates of so many points take; what follows fills the place up.
    private func length(_ points: FontBytes, _ count: Int) -> Int? {
        var (place, seen, coordinates) = (0, 0, 0)
        while seen < count {
            guard let flag = points.part(place, 1)?.bytes.first else { return nil }
            place += 1
            var times = 1
            if flag & 8 != 0 {
                guard let repeats = points.part(place, 1)?.bytes.first else { return nil }
                times += Int(repeats)
                place += 1
            }
            seen += times
            // One byte; none where it is the same; else two.
            for (isShort, isSame) in [(flag & 2 != 0, flag & 16 != 0), (flag & 4 != 0, flag & 32 != 0)] {
                coordinates += times * (isShort ? 1 : isSame ? 0 : 2)
            }
        }
        return place + coordinates
    }
}
