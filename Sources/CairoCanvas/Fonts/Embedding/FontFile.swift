import Files
import CCairo

/// A TrueType font as its file has it: tables by their names.
struct FontFile {
    private let tables: [String: FontBytes]

    /// The tables of a file, or of one font of a collection; nil where the bytes are no such font.
    init?(_ bytes: [UInt8], index: Int = 0) {
        let whole = FontBytes(bytes[...])
        var start = 0
        if bytes.starts(with: Array("ttcf".utf8)) {
            guard let count = whole.long(8), (0..<count).contains(index), let place = whole.long(12 + 4 * index) else {
                return nil
            }
            start = place
        }
        guard let version = whole.long(start), version == 0x0001_0000 || version == 0x7472_7565,
            let count = whole.word(start + 4)
        else { return nil }
        var tables: [String: FontBytes] = [:]
        for number in 0..<count {
            let entry = start + 12 + 16 * number
            guard let tag = whole.part(entry, 4), let offset = whole.long(entry + 8),
                let length = whole.long(entry + 12), let table = whole.part(offset, length)
            else { return nil }
            tables[String(decoding: tag.bytes, as: UTF8.self)] = table
        }
        self.tables = tables
    }

    /// A table; nil where there is none.
    func table(_ tag: String) -> FontBytes? { tables[tag] }

    /// Whether its makers let parts of it be embedded.
    var mayBeEmbedded: Bool {
        guard let type = table("OS/2")?.word(8) else { return false }
        return type & 0x0F != 0x02 && type & 0x0300 == 0
    }

    /// The font that Cairo takes for a face; nil where its outlines are of another kind, or change with axes.
    static func of(_ face: Face) -> FontFile? {
        guard let pattern = FcPatternCreate() else { return nil }
        defer { FcPatternDestroy(pattern) }
        FcPatternAddString(pattern, FC_FAMILY, face.family)
        FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN)
        FcPatternAddInteger(pattern, FC_WEIGHT, face.isBold ? FC_WEIGHT_BOLD : FC_WEIGHT_MEDIUM)
        FcConfigSubstitute(nil, pattern, FcMatchPattern)
        FcDefaultSubstitute(pattern)
        var result = FcResultMatch
        guard let match = FcFontMatch(nil, pattern, &result) else { return nil }
        defer { FcPatternDestroy(match) }
        var name: UnsafeMutablePointer<FcChar8>?
        var index: Int32 = 0
        FcPatternGetInteger(match, FC_INDEX, 0, &index)
        guard FcPatternGetString(match, FC_FILE, 0, &name) == FcResultMatch, let name,
            let file = try? InputFile(String(cString: name)), file.size < 1 << 26,
            let bytes = try? file.read(at: 0, count: file.size),
            let font = FontFile(bytes, index: Int(index & 0xFFFF)), font.table("glyf") != nil, font.table("fvar") == nil
        else { return nil }
        return font
    }
}
