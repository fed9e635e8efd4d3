public import FigureFiles
import CCairo
public import Plotting

/// A page of a PDF document, drawn by Cairo. Text stays text, in embedded fonts.
public final class PDFCanvas: CairoDrawing {
    /// An empty page of `size` points.
    ///
    /// - Throws: ``CairoError`` for a size that is not positive, or larger than 14,400 points (200 inches).
    public init(size: Size) throws {
        try super.init(
            on: CairoSurface(documentWidth: size.width, height: size.height), size: size, pixel: 0.25,
            pixelsPerPoint: nil)
    }

    /// Ends the page and returns the file. It holds no date, so the same drawing gives the same bytes.
    ///
    /// - Parameter metadata: the document's properties; nil for none.
    /// - Throws: ``CairoError`` if drawing on this canvas failed.
    public func pdfBytes(metadata: FigureMetadata? = nil) throws -> [UInt8] {
        try context.check("drawing a figure")
        cairo_pdf_surface_set_metadata(surface.handle, CAIRO_PDF_METADATA_CREATE_DATE, nil)
        for (property, text) in metadata?.properties ?? [] {
            cairo_pdf_surface_set_metadata(surface.handle, property.cairo, text)
        }
        return try surface.finished()
    }
}

extension PDFProperty {
    fileprivate var cairo: cairo_pdf_metadata_t {
        switch self {
        case .title: CAIRO_PDF_METADATA_TITLE
        case .subject: CAIRO_PDF_METADATA_SUBJECT
        case .keywords: CAIRO_PDF_METADATA_KEYWORDS
        case .creator: CAIRO_PDF_METADATA_CREATOR
        }
    }
}
