import CCairo

/// A small picture of coverage, one byte a pixel, drawn by Cairo: 0 where nothing was drawn, 255 where a shape covers the
/// whole pixel.
///
/// Coordinates are in pixels, x to the right and y down, (0, 0) being the upper left corner of the picture. A raster
/// belongs to one thread at a time; each thread makes its own.
public final class GreyRaster {
    /// Columns.
    public let width: Int
    /// Rows.
    public let height: Int

    private let surface: OpaquePointer
    private let context: OpaquePointer

    /// An empty picture.
    ///
    /// - Throws: `GreyRasterError`, also for a size that Cairo does not take.
    public init(width: Int, height: Int) throws {
        let surface: OpaquePointer? = cairo_image_surface_create(
            CAIRO_FORMAT_A8, Int32(clamping: width), Int32(clamping: height))
        let status = cairo_surface_status(surface)
        guard let surface, status == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            throw GreyRasterError(status, attempted: "making a picture of \(width) x \(height) pixels")
        }
        let context: OpaquePointer? = cairo_create(surface)
        let contextStatus = cairo_status(context)
        guard let context, contextStatus == CAIRO_STATUS_SUCCESS else {
            cairo_destroy(context)
            cairo_surface_destroy(surface)
            throw GreyRasterError(contextStatus, attempted: "making a drawing context")
        }
        self.width = width
        self.height = height
        self.surface = surface
        self.context = context
        cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING)
        cairo_set_antialias(context, CAIRO_ANTIALIAS_GOOD)
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// The version of the Cairo library in use, for instance "1.16.0": another one may round coverage differently.
    public static var libraryVersion: String { String(cString: cairo_version_string()) }

    /// Makes every pixel 0 and forgets the path.
    public func clear() {
        cairo_new_path(context)
        cairo_surface_flush(surface)
        if let data = cairo_image_surface_get_data(surface) {
            data.update(repeating: 0, count: Int(cairo_image_surface_get_stride(surface)) * height)
        }
        cairo_surface_mark_dirty(surface)
    }

    /// Begins a new piece of the path.
    public func move(toX x: Double, y: Double) {
        cairo_move_to(context, x, y)
    }

    /// A straight line from where the path is.
    public func line(toX x: Double, y: Double) {
        cairo_line_to(context, x, y)
    }

    /// A straight line back to where this piece of the path began.
    public func closePath() {
        cairo_close_path(context)
    }

    /// Fills the path and forgets it. Where pieces of it that turn the same way overlap, the overlap is filled once.
    ///
    /// - Parameter quickly: coarser antialiasing (16 steps of coverage rather than 255) in a fraction of the time.
    /// - Throws: `GreyRasterError`.
    public func fill(quickly: Bool = false) throws {
        cairo_set_antialias(context, quickly ? CAIRO_ANTIALIAS_FAST : CAIRO_ANTIALIAS_GOOD)
        cairo_fill(context)
        let status = cairo_status(context)
        guard status == CAIRO_STATUS_SUCCESS else { throw GreyRasterError(status, attempted: "filling a path") }
    }

    /// Gives the drawn bytes to `body`: row by row from the top, `stride` bytes from one row to the next.
    ///
    /// - Throws: what `body` throws, or `GreyRasterError`.
    public func withBytes<Result>(
        _ body: (_ bytes: UnsafeBufferPointer<UInt8>, _ stride: Int) throws -> Result
    ) throws -> Result {
        cairo_surface_flush(surface)
        let stride = Int(cairo_image_surface_get_stride(surface))
        guard let data = cairo_image_surface_get_data(surface) else {
            throw GreyRasterError(cairo_surface_status(surface), attempted: "reading the pixels")
        }
        return try body(UnsafeBufferPointer(start: data, count: stride * height), stride)
    }
}

/// A status that Cairo returned: its code, its words, and what was attempted.
public struct GreyRasterError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Cairo's `cairo_status_t`.
    public let code: Int
    /// Cairo's own words.
    public let message: String
    /// What this program wanted from Cairo.
    public let attempted: String

    init(_ status: cairo_status_t, attempted: String) {
        code = Int(status.rawValue)
        message = cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown status"
        self.attempted = attempted
    }

    public var description: String { "\(attempted) failed: \(message) (Cairo status \(code))" }
}
