import CCairo
import CHarfBuzz

/// A family and a weight: a font without its size.
struct Face: Hashable {
    var family: String
    var isBold: Bool
}

/// One installed font, for Cairo to draw with and for HarfBuzz to shape with. The one owner of both handles.
final class Typeface {
    /// Family and weight under which documents refer to it.
    let face: Face
    /// The file, and the font's place in it.
    let source: String
    /// `cairo_font_face_t`.
    let drawing: OpaquePointer
    /// `hb_font_t`, measured in font units.
    let shaping: OpaquePointer
    /// Font units to the em.
    let unitsPerEm: Double

    /// The installed font with outlines that is nearest to a face.
    ///
    /// - Parameters:
    ///   - face: the family and weight asked for.
    ///   - scalar: a character that the font must have; nil for none.
    /// - Returns: nil if no such font is installed, or if its file cannot be read.
    init?(_ face: Face, with scalar: Unicode.Scalar? = nil) {
        guard let match = Typeface.match(face, scalar) else { return nil }
        defer { FcPatternDestroy(match) }
        var path: UnsafeMutablePointer<FcChar8>?
        var index: Int32 = 0
        FcPatternGetInteger(match, FC_INDEX, 0, &index)
        guard FcPatternGetString(match, FC_FILE, 0, &path) == FcResultMatch, let path,
            let blob = hb_blob_create_from_file_or_fail(String(cString: path))
        else { return nil }
        let file = hb_face_create(blob, UInt32(bitPattern: index))
        hb_blob_destroy(blob)
        let font = hb_font_create(file)
        unitsPerEm = Double(hb_face_get_upem(file))
        hb_face_destroy(file)
        guard let font, let drawing = cairo_ft_font_face_create_for_pattern(match) else { return nil }
        self.drawing = drawing
        shaping = font
        source = "\(String(cString: path))#\(index)"
        var name: UnsafeMutablePointer<FcChar8>?
        let isNamed = FcPatternGetString(match, FC_FAMILY, 0, &name) == FcResultMatch
        self.face = scalar == nil ? face : Face(family: name.map { String(cString: $0) } ?? "", isBold: face.isBold)
        guard isNamed, unitsPerEm > 0, cairo_font_face_status(drawing) == CAIRO_STATUS_SUCCESS, scalar.map(has) ?? true
        else { return nil }
    }

    deinit {
        cairo_font_face_destroy(drawing)
        hb_font_destroy(shaping)
    }

    /// Whether it has a glyph for a character.
    func has(_ scalar: Unicode.Scalar) -> Bool {
        var glyph: hb_codepoint_t = 0
        return hb_font_get_nominal_glyph(shaping, scalar.value, &glyph) != 0
    }

    /// Fontconfig's best match; the caller destroys it.
    private static func match(_ face: Face, _ scalar: Unicode.Scalar?) -> OpaquePointer? {
        guard let pattern = FcPatternCreate() else { return nil }
        defer { FcPatternDestroy(pattern) }
        FcPatternAddString(pattern, FC_FAMILY, face.family)
        FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN)
        FcPatternAddInteger(pattern, FC_WEIGHT, face.isBold ? FC_WEIGHT_BOLD : FC_WEIGHT_MEDIUM)
        // Outlines in one colour: bitmaps cannot be scaled, and coloured pictures cannot take a text's colour.
        FcPatternAddBool(pattern, FC_SCALABLE, 1)
        FcPatternAddBool(pattern, FC_COLOR, 0)
        FcPatternAddBool(pattern, FC_VARIABLE, 0)
        if let scalar, let characters = FcCharSetCreate() {
            FcCharSetAddChar(characters, scalar.value)
            FcPatternAddCharSet(pattern, FC_CHARSET, characters)
            FcCharSetDestroy(characters)
        }
        FcConfigSubstitute(nil, pattern, FcMatchPattern)
        FcDefaultSubstitute(pattern)
        var result = FcResultMatch
        guard let match = FcFontMatch(nil, pattern, &result) else { return nil }
        var isColor: FcBool = 0
        if FcPatternGetBool(match, FC_COLOR, 0, &isColor) == FcResultMatch, isColor != 0 {
            FcPatternDestroy(match)
            return nil
        }
        return match
    }
}
