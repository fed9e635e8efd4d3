/// A TrueType font with the glyphs of some characters alone: what a picture needs of it. Kerning, ligatures and
/// instructions are left out.
enum FontSubset {
    /// The font as a file; nil where it has none of the characters, may not be embedded, or is damaged.
    static func make(_ font: FontFile, _ wanted: Set<Unicode.Scalar>, family: String) -> [UInt8]? {
        guard font.mayBeEmbedded, let map = font.table("cmap"), let outlines = GlyphOutlines(font),
            let head = font.table("head")?.part(0, 54), let hhea = font.table("hhea")?.part(0, 36),
            let maxp = font.table("maxp")?.part(0, 32), let metrics = font.table("hmtx"), let os2 = font.table("OS/2"),
            let post = font.table("post")?.part(4, 28), let wide = hhea.word(34), wide > 0
        else { return nil }
        let scalars = wanted.filter { CharacterMap.glyph(of: $0, in: map) != 0 }.sorted()
        guard !scalars.isEmpty, var glyphs = glyphs(scalars, map, outlines) else { return nil }
        if glyphs.count > 0xFFFF { return nil }

        var numbers: [Int: Int] = [:]
        for (number, glyph) in glyphs.enumerated().reversed() { numbers[glyph] = number }
        var (glyf, loca, hmtx): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
        for glyph in glyphs {
            guard let outline = outlines.renumbered(glyph, { numbers[$0] }),
                let advance = metrics.word(4 * min(glyph, wide - 1)),
                let bearing = metrics.word(glyph < wide ? 4 * glyph + 2 : 4 * wide + 2 * (glyph - wide))
            else { return nil }
            loca.append(long: glyf.count)
            glyf += outline
            while glyf.count % 4 != 0 { glyf.append(0) }
            hmtx.append(word: advance)
            hmtx.append(word: bearing)
        }
        loca.append(long: glyf.count)
        glyphs.removeAll()

        var (newHead, newHhea, newMaxp) = (Array(head.bytes), Array(hhea.bytes), Array(maxp.bytes))
        newHead.set(word: 1, at: 50)
        newHhea.set(word: hmtx.count / 4, at: 34)
        newMaxp.set(word: hmtx.count / 4, at: 4)
        // No twilight points, storage, functions, stack or instructions.
        for offset in stride(from: 16, through: 26, by: 2) { newMaxp.set(word: 0, at: offset) }
        return FontWriter.file([
            ("OS/2", Array(os2.bytes)), ("cmap", CharacterMap.table(scalars)), ("glyf", glyf), ("head", newHead),
            ("hhea", newHhea), ("hmtx", hmtx), ("loca", loca), ("maxp", newMaxp), ("name", FontWriter.names(family)),
            ("post", [0, 3, 0, 0] + Array(post.bytes)),
        ])
    }

    /// The glyph for what is missing, those of the characters in their order, and the glyphs that these are made of; nil
    /// where the font is damaged.
    private static func glyphs(
        _ scalars: [Unicode.Scalar], _ map: FontBytes, _ outlines: GlyphOutlines
    ) -> [Int]? {
        var glyphs = [0] + scalars.map { CharacterMap.glyph(of: $0, in: map) }
        var known = Set(glyphs)
        var next = 0
        while next < glyphs.count {
            guard let parts = outlines.components(glyphs[next]) else { return nil }
            for part in parts where known.insert(part).inserted { glyphs.append(part) }
            next += 1
        }
        return glyphs
    }
}
