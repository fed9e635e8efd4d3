import CairoCanvas
import Plotting
import Report

/// What a report is written as.
enum ReportFormat: String, CaseIterable {
    case html
    case md
}

/// Draws a report's figures: into the page for light and for dark, or as pictures beside a Markdown file.
struct ReportDrawing {
    let format: ReportFormat
    /// What is to be beside a Markdown file, by name.
    private(set) var pictures: [(name: String, figure: Figure)] = []

    init(_ format: ReportFormat) { self.format = format }

    /// - Parameters:
    ///   - alternative: what it shows, in words.
    ///   - draw: the figure in a theme; nil where there is nothing to draw.
    /// - Throws: `PictureError`.
    mutating func figure(
        _ name: String, alternative: String, draw: (Theme) -> Figure?
    ) throws -> ReportFigure? {
        guard let figure = draw(.light) else { return nil }
        var (light, dark) = ("", "")
        switch format {
        case .md: pictures.append((name, figure))
        case .html:
            light = String(decoding: try figure.svgBytes(embedsFonts: false), as: UTF8.self)
            dark = String(decoding: try (draw(.dark) ?? figure).svgBytes(embedsFonts: false), as: UTF8.self)
        }
        return ReportFigure(name: name, title: figure.title, alternative: alternative, light: light, dark: dark)
    }
}
