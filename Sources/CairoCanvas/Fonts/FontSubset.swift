import CHarfBuzz

/// Parts of fonts for embedding.
enum FontSubset {
    /// A font file with the glyphs of some characters alone, with kerning and joining forms, without hinting.
    ///
    /// - Parameters:
    ///   - typeface: the font. Collections and fonts with PostScript outlines will do.
    ///   - scalars: the characters. HarfBuzz adds every glyph that shaping can make of them.
    /// - Returns: nil if the font's licence bits forbid embedding, or if its shapes vary along axes.
    static func make(_ typeface: Typeface, _ scalars: Set<Unicode.Scalar>) -> [UInt8]? {
        guard let face = hb_font_get_face(typeface.shaping), mayBeEmbedded(face), table("fvar", of: face).isEmpty,
            let input = hb_subset_input_create_or_fail()
        else { return nil }
        defer { hb_subset_input_destroy(input) }
        for scalar in scalars { hb_set_add(hb_subset_input_unicode_set(input), scalar.value) }
        // With the box that stands for missing characters.
        hb_subset_input_set_flags(
            input, HB_SUBSET_FLAGS_NO_HINTING.rawValue | HB_SUBSET_FLAGS_NOTDEF_OUTLINE.rawValue)
        // Readers shape the text themselves, and are to make the same glyphs of it.
        let features = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG)
        for tag in ShapedText.optionalLigatures { hb_set_del(features, hb_tag_from_string(tag, 4)) }
        // Family, style, full and PostScript name; licences and trademarks would be a third of the file.
        let names = hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID)
        hb_set_clear(names)
        for name in [1, 2, 4, 6] as [hb_codepoint_t] { hb_set_add(names, name) }
        guard let subset = hb_subset_or_fail(face, input) else { return nil }
        defer { hb_face_destroy(subset) }
        return bytes(hb_face_reference_blob(subset))
    }

    /// `fsType` of the table OS/2 (OpenType specification): bit 1 alone forbids embedding, bits 8 and 9 forbid subsets and
    /// outlines.
    private static func mayBeEmbedded(_ face: OpaquePointer) -> Bool {
        let os2 = table("OS/2", of: face)
        return os2.count > 9 && os2[9] & 0x0F != 0x02 && os2[8] & 0x03 == 0
    }

    /// A table's bytes; empty if the font does not have it.
    private static func table(_ tag: String, of face: OpaquePointer) -> [UInt8] {
        bytes(hb_face_reference_table(face, hb_tag_from_string(tag, 4)))
    }

    /// The bytes of a blob, which is released.
    private static func bytes(_ blob: OpaquePointer?) -> [UInt8] {
        defer { hb_blob_destroy(blob) }
        var count: UInt32 = 0
        guard let data = hb_blob_get_data(blob, &count) else { return [] }
        return Array(UnsafeRawBufferPointer(start: data, count: Int(count)))
    }
}
