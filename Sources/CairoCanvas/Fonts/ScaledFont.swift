import CCairo
import Plotting

/// A family and a weight: what a font is but for its size.
struct Face: Hashable {
    var family: String
    var isBold: Bool
}

/// One face at a size so large that its metrics hold for every size: text is not hinted, so lengths grow with the size.
///
/// The one owner of Cairo's scaled font.
final class ScaledFont {
    /// Size of the em at which metrics are taken.
    private static let em = 256.0

    private let handle: OpaquePointer?

    /// The installed face that is nearest to the one asked for.
    init(_ face: Face) {
        let toy = cairo_toy_font_face_create(
            face.family, CAIRO_FONT_SLANT_NORMAL, face.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
        var size = cairo_matrix_t()
        cairo_matrix_init_scale(&size, ScaledFont.em, ScaledFont.em)
        var identity = cairo_matrix_t()
        cairo_matrix_init_identity(&identity)
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        handle = cairo_scaled_font_create(toy, &size, &identity, options)
        cairo_font_options_destroy(options)
        cairo_font_face_destroy(toy)
    }

    deinit {
        cairo_scaled_font_destroy(handle)
    }

    /// Extent of a text for an em of 1, and which of its scalars the face has no glyph for.
    func measure(_ text: String) -> (extent: TextExtent, missing: [Bool]) {
        var glyphs: UnsafeMutablePointer<cairo_glyph_t>?
        var count: Int32 = 0
        let status = cairo_scaled_font_text_to_glyphs(
            handle, 0, 0, text, Int32(clamping: text.utf8.count), &glyphs, &count, nil, nil, nil)
        defer { cairo_glyph_free(glyphs) }
        guard status == CAIRO_STATUS_SUCCESS, let glyphs else {
            return (TextExtent(width: 0, ascent: 0, descent: 0), [])
        }
        var extents = cairo_text_extents_t()
        cairo_scaled_font_glyph_extents(handle, glyphs, count, &extents)
        let extent = TextExtent(
            width: extents.x_advance / ScaledFont.em, ascent: -extents.y_bearing / ScaledFont.em,
            descent: (extents.height + extents.y_bearing) / ScaledFont.em)
        return (extent, (0..<Int(count)).map { glyphs[$0].index == 0 })
    }
}
