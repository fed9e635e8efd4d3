import CCairo

/// The one owner of a Cairo drawing context.
struct CairoContext: ~Copyable {
    let handle: OpaquePointer

    /// A context that draws on a surface with text whose size does not depend on the pixels' grid.
    init(on surface: borrowing CairoSurface) throws {
        let attempted = "starting to draw"
        let context = cairo_create(surface.handle)
        let status = cairo_status(context)
        guard status == CAIRO_STATUS_SUCCESS, let context else {
            cairo_destroy(context)
            throw CairoError(status: status, attempted)
        }
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        let optionsStatus = cairo_font_options_status(options)
        cairo_set_font_options(context, options)
        cairo_font_options_destroy(options)
        guard optionsStatus == CAIRO_STATUS_SUCCESS else {
            cairo_destroy(context)
            throw CairoError(status: optionsStatus, attempted)
        }
        handle = context
    }

    deinit {
        cairo_destroy(handle)
    }

    /// Throws the first failure of everything drawn so far.
    func check(_ attempted: String) throws {
        let status = cairo_status(handle)
        guard status == CAIRO_STATUS_SUCCESS else { throw CairoError(status: status, attempted) }
    }
}
