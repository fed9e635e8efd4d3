import CairoCanvas
package import Plotting
package import Report

/// The format of a report.
package enum ReportFormat: String, CaseIterable {
    case html
    case md
}

/// Draws a report's figures: into a page, for wide and for narrow screens, or as pictures beside a Markdown file.
package struct ReportDrawing {
    /// Width of a figure on a phone's screen, in points and pixels.
    private static let narrowWidth = 343.0
    private static let maxBytes = 2_300_000

    /// The themes that a figure is drawn in: for wide and narrow pages, with colours for both grounds. A Markdown file's
    /// pictures have the light one alone.
    package var themes: [Theme] {
        guard format == .html else { return [.light] }
        var wide = Theme.adaptive
        // Type of one size in all figures of a page.
        wide.minShrink = 1
        return [wide, Theme.adaptive.narrowed()]
    }

    package let format: ReportFormat
    /// The pictures beside a Markdown file, by name.
    package private(set) var pictures: [(name: String, figure: Figure)] = []
    /// Number of figures left out, to keep a page under 3 MB.
    package private(set) var omitted = 0
    /// Classes for the colours of all drawings.
    private let classes = SVGColorClasses()
    private var bytes = 0
    private var drawings = 0

    package init(_ format: ReportFormat) { self.format = format }

    /// CSS rules for the drawings so far.
    package var styles: String { classes.stylesheet }

    /// - Parameters:
    ///   - kind: the kind of chart and its subject: a sentence.
    ///   - finding: sentences on what it shows.
    ///   - draw: the figure in a theme; nil if there is nothing to draw.
    /// - Throws: `PictureError`.
    package mutating func figure(
        _ name: String, kind: String, finding: String, draw: (Theme) -> Figure?
    ) throws -> ReportFigure? {
        try figure(name, kind: kind, finding: finding, looks: themes.compactMap(draw))
    }

    /// - Parameter looks: the figure in each of the ``themes``; of fewer nothing is drawn.
    /// - Throws: `PictureError`.
    package mutating func figure(_ name: String, kind: String, finding: String, looks: [Figure]) throws -> ReportFigure?
    {
        guard let figure = looks.first, looks.count == themes.count else { return nil }
        var (wide, narrow): (ReportFigure.Drawing?, ReportFigure.Drawing?)
        switch format {
        case .md: pictures.append((name, figure))
        case .html:
            // The page shows title and caption itself.
            let bare = looks.map { look in
                var look = look
                (look.title, look.caption) = ("", "")
                return look
            }
            let size = figure.preferredSize
            wide = try drawing(bare[0], Size(size.width, max(120, size.height - 36)))
            narrow = try drawing(bare[1], bare[1].size(inColumn: Self.narrowWidth))
            let count = [wide, narrow].reduce(0) { $0 + ($1?.elements.utf8.count ?? 0) }
            guard bytes + count <= Self.maxBytes else {
                omitted += 1
                return nil
            }
            bytes += count
        }
        let caption =
            figure.caption.isEmpty ? "" : figure.caption.prefix(1).uppercased() + figure.caption.dropFirst() + "."
        return ReportFigure(
            name: name, title: figure.title, caption: [finding, caption].filter { !$0.isEmpty }.joined(separator: " "),
            alternative: [kind, finding].filter { !$0.isEmpty }.joined(separator: " "), wide: wide, narrow: narrow)
    }

    private mutating func drawing(_ figure: Figure, _ size: Size) throws -> ReportFigure.Drawing {
        let size = Size(size.width.rounded(.up), size.height.rounded(.up))
        drawings += 1
        let canvas = try SVGCanvas(size: size, pixel: 0.5, idPrefix: "drawing-\(drawings)-", classes: classes)
        figure.draw(on: canvas)
        return .init(width: Int(size.width), height: Int(size.height), elements: canvas.elements)
    }
}
