import CCairo

/// The one owner of a Cairo surface: an image of opaque pixels, 32 bits each, or a PDF document of one page.
struct CairoSurface: ~Copyable {
    let handle: OpaquePointer
    /// The bytes that a document has written; nil for an image.
    let sink: ByteSink?

    /// A black image of `width` x `height` pixels.
    init(width: Int, height: Int) throws {
        let attempted = "making a picture of \(width) x \(height) pixels"
        guard let columns = Int32(exactly: width), let rows = Int32(exactly: height), columns > 0, rows > 0 else {
            throw CairoError(status: CAIRO_STATUS_INVALID_SIZE, attempted)
        }
        try self.init(cairo_image_surface_create(CAIRO_FORMAT_RGB24, columns, rows), sink: nil, attempted)
    }

    /// A PDF page of `width` by `height` points.
    init(documentWidth width: Double, height: Double) throws {
        let attempted = "making a PDF page of \(width) x \(height) points"
        // The largest page of PDF 1.4.
        guard width > 0, height > 0, width <= 14_400, height <= 14_400 else {
            throw CairoError(status: CAIRO_STATUS_INVALID_SIZE, attempted)
        }
        let sink = ByteSink()
        let surface = cairo_pdf_surface_create_for_stream(
            { closure, data, count in
                guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
                sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(sink).toOpaque(), width, height)
        try self.init(surface, sink: sink, attempted)
        // Later versions compress the table of objects, which our own reader of properties does not take apart.
        cairo_pdf_surface_restrict_to_version(handle, CAIRO_PDF_VERSION_1_4)
    }

    private init(_ surface: OpaquePointer?, sink: ByteSink?, _ attempted: String) throws {
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS, let surface else {
            withExtendedLifetime(sink) { cairo_surface_destroy(surface) }
            throw CairoError(status: status, attempted)
        }
        handle = surface
        self.sink = sink
    }

    deinit {
        // Ended here, while there is a sink to write to: a context may keep the surface for longer.
        if sink != nil { withExtendedLifetime(sink) { cairo_surface_finish(handle) } }
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

    /// Ends a document and gives its bytes; nothing can be drawn after that.
    func finished() throws -> [UInt8] {
        cairo_surface_finish(handle)
        let status = cairo_surface_status(handle)
        guard status == CAIRO_STATUS_SUCCESS, let sink else { throw CairoError(status: status, "writing a PDF") }
        return sink.bytes
    }
}

/// Bytes that grow as Cairo writes them.
final class ByteSink {
    var bytes: [UInt8] = []
}

extension CairoError {
    init(status: cairo_status_t, _ attempted: String) {
        self.init(
            code: status.rawValue, message: String(cString: cairo_status_to_string(status)), attempted: attempted)
    }
}
