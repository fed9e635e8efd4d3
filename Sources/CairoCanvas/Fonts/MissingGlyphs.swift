import CHarfBuzz

/// Characters for which no installed font has a glyph. They are drawn as empty boxes.
public struct MissingGlyphs: Sendable, Equatable {
    /// Missing characters that one Debian package supplies.
    public struct Group: Sendable, Equatable {
        /// The Debian package to install: "fonts-noto-cjk".
        public let package: String
        /// Names of the characters' scripts, sorted: "Han", "Hiragana".
        public let scripts: [String]
        /// The characters, sorted.
        public let characters: [Unicode.Scalar]
    }

    private var scalars: Set<Unicode.Scalar>

    /// Missing characters; none unless given.
    public init(_ scalars: Set<Unicode.Scalar> = []) { self.scalars = scalars }

    /// Whether every character has a glyph.
    public var isEmpty: Bool { scalars.isEmpty }

    /// Adds the characters that another drawing misses.
    public mutating func formUnion(_ other: MissingGlyphs) { scalars.formUnion(other.scalars) }

    /// The characters by the package to install, sorted by its name.
    public var groups: [Group] {
        Dictionary(grouping: scalars.sorted(), by: MissingGlyphs.package).sorted { $0.key < $1.key }.map {
            Group(package: $0.key, scripts: Set($0.value.map(MissingGlyphs.script)).sorted(), characters: $0.value)
        }
    }

    private static func package(_ scalar: Unicode.Scalar) -> String {
        switch code(scalar) {
        case "Hani", "Hira", "Kana", "Hang", "Bopo": "fonts-noto-cjk"
        case "Zyyy", "Zinh", "Zzzz": "fonts-symbola"
        default: "fonts-noto-core"
        }
    }

    /// The script's name in English, or its code in ISO 15924.
    private static func script(_ scalar: Unicode.Scalar) -> String {
        let code = code(scalar)
        return names[code] ?? code
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let tag = hb_script_to_iso15924_tag(hb_unicode_script(hb_unicode_funcs_get_default(), scalar.value))
        return String(decoding: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: tag >> $0) }, as: UTF8.self)
    }

    private static let names = [
        "Arab": "Arabic", "Armn": "Armenian", "Beng": "Bengali", "Bopo": "Bopomofo", "Cyrl": "Cyrillic",
        "Deva": "Devanagari", "Ethi": "Ethiopic", "Geor": "Georgian", "Grek": "Greek", "Gujr": "Gujarati",
        "Guru": "Gurmukhi", "Hang": "Hangul", "Hani": "Han", "Hebr": "Hebrew", "Hira": "Hiragana", "Kana": "Katakana",
        "Khmr": "Khmer", "Knda": "Kannada", "Laoo": "Lao", "Latn": "Latin", "Mlym": "Malayalam", "Mymr": "Myanmar",
        "Sinh": "Sinhala", "Taml": "Tamil", "Telu": "Telugu", "Thai": "Thai", "Tibt": "Tibetan", "Zinh": "symbols",
        "Zyyy": "symbols", "Zzzz": "unknown",
    ]
}
