import CCairo

/// A small coverage mask drawn by Cairo, one byte per pixel: 0 is empty, 255 is fully covered.
///
/// Coordinates are in pixels: x points right, y points down, and (0, 0) is the upper left corner. Each thread uses a
/// raster of its own.
package final class GreyRaster {
    /// Columns.
    package let width: Int
    /// Rows.
    package let height: Int

    private let surface: OpaquePointer
    private let context: OpaquePointer

    /// Creates an empty raster.
    ///
    /// - Throws: `DigitDrawingError`, also if Cairo refuses the size.
    package init(width: Int, height: Int) throws {
        let surface: OpaquePointer? = cairo_image_surface_create(
            CAIRO_FORMAT_A8, Int32(clamping: width), Int32(clamping: height))
        let status = cairo_surface_status(surface)
        guard let surface, status == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            throw DigitDrawingError(status, attempted: "making a picture of \(width) x \(height) pixels")
        }
        let context: OpaquePointer? = cairo_create(surface)
        let contextStatus = cairo_status(context)
        guard let context, contextStatus == CAIRO_STATUS_SUCCESS else {
            cairo_destroy(context)
            cairo_surface_destroy(surface)
            throw DigitDrawingError(contextStatus, attempted: "making a drawing context")
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

    /// The version of the Cairo library in use: "1.16.0". Versions may round coverage differently.
    package static var libraryVersion: String { String(cString: cairo_version_string()) }

    /// Sets every pixel to 0 and discards the path.
    package func clear() {
        cairo_new_path(context)
        cairo_surface_flush(surface)
        if let data = cairo_image_surface_get_data(surface) {
            data.update(repeating: 0, count: Int(cairo_image_surface_get_stride(surface)) * height)
        }
        cairo_surface_mark_dirty(surface)
    }

    /// Starts a new subpath.
    package func move(toX x: Double, y: Double) {
        cairo_move_to(context, x, y)
    }

    /// Adds a straight line from the current point.
    package func line(toX x: Double, y: Double) {
        cairo_line_to(context, x, y)
    }

    /// Adds a straight line back to the start of the subpath.
    package func closePath() {
        cairo_close_path(context)
    }

    /// Fills the path by the nonzero winding rule, then discards it. Overlaps of equal orientation are filled once.
    ///
    /// - Parameter quickly: uses coarser antialiasing, 16 levels of coverage, which takes a fraction of the time.
    /// - Throws: `DigitDrawingError`.
    package func fill(quickly: Bool = false) throws {
        cairo_set_antialias(context, quickly ? CAIRO_ANTIALIAS_FAST : CAIRO_ANTIALIAS_GOOD)
        cairo_fill(context)
        let status = cairo_status(context)
        guard status == CAIRO_STATUS_SUCCESS else { throw DigitDrawingError(status, attempted: "filling a path") }
    }

    /// Passes the bytes to `body`, rows from the top, `stride` bytes apart.
    ///
    /// - Throws: errors of `body`, or `DigitDrawingError`.
    package func withBytes<Result>(
        _ body: (_ bytes: UnsafeBufferPointer<UInt8>, _ stride: Int) throws -> Result
    ) throws -> Result {
        cairo_surface_flush(surface)
        let stride = Int(cairo_image_surface_get_stride(surface))
        guard let data = cairo_image_surface_get_data(surface) else {
            throw DigitDrawingError(cairo_surface_status(surface), attempted: "reading the pixels")
        }
        return try body(UnsafeBufferPointer(start: data, count: stride * height), stride)
    }
}

/// Cairo could not draw a digit.
public struct DigitDrawingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Cairo's `cairo_status_t`.
    public let code: Int
    /// Cairo's message.
    public let message: String
    /// The operation that failed.
    public let attempted: String

    init(_ status: cairo_status_t, attempted: String) {
        code = Int(status.rawValue)
        message = cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown status"
        self.attempted = attempted
    }

    /// Operation, message and status code, on one line.
    public var description: String { "drawing digits: \(attempted) failed: \(message) (Cairo status \(code))" }
}
