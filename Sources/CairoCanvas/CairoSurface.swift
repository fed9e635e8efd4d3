import CCairo

/// The one owner of a Cairo image surface: opaque pixels, 32 bits each.
struct CairoSurface: ~Copyable {
    let handle: OpaquePointer

    /// A surface of so many pixels, all black.
    init(width: Int, height: Int) throws {
        let attempted = "making a picture of \(width) x \(height) pixels"
        guard let columns = Int32(exactly: width), let rows = Int32(exactly: height), columns > 0, rows > 0 else {
            throw CairoError(status: CAIRO_STATUS_INVALID_SIZE, attempted)
        }
        let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, columns, rows)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS, let surface else {
            cairo_surface_destroy(surface)
            throw CairoError(status: status, attempted)
        }
        handle = surface
    }

    deinit {
        cairo_surface_destroy(handle)
    }

    /// Passes the pixels, rows of words 0x00RRGGBB, with the bytes from one row to the next.
    func withPixels<Result>(_ body: (UnsafePointer<UInt8>, _ stride: Int) throws -> Result) throws -> Result {
        cairo_surface_flush(handle)
        let status = cairo_surface_status(handle)
        guard status == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(handle) else {
            throw CairoError(status: status, "reading the pixels of a picture")
        }
        return try body(data, Int(cairo_image_surface_get_stride(handle)))
    }
}

extension CairoError {
    init(status: cairo_status_t, _ attempted: String) {
        self.init(
            code: status.rawValue, message: String(cString: cairo_status_to_string(status)), attempted: attempted)
    }
}
