import CairoCanvas
package import Plotting
package import Report

/// The format of a report.
package enum ReportFormat: String, CaseIterable {
    case html
    case md
}

/// Draws a report's figures: into the page, wide and narrow, for light and for dark; or as pictures beside a Markdown
/// file.
package struct ReportDrawing {
    /// Width of a figure on a phone, in points and in pixels.
    private static let narrowWidth = 343.0

    /// The themes that a figure is drawn in: wide and light, wide and dark, narrow and light, narrow and dark. Pictures
    /// beside Markdown have only the first.
    package var themes: [Theme] {
        switch format {
        case .md: [.light]
        case .html: [Self.unshrunk(.light), Self.unshrunk(.dark), Theme.light.narrowed(), Theme.dark.narrowed()]
        }
    }

    /// The theme with type of one size in all figures of a page.
    private static func unshrunk(_ theme: Theme) -> Theme {
        var theme = theme
        theme.leastShrink = 1
        return theme
    }

    package let format: ReportFormat
    /// Pictures to write beside a Markdown file, by name.
    package private(set) var pictures: [(name: String, figure: Figure)] = []
    /// Number of figures left out to keep the page under 3 MB.
    package private(set) var omitted = 0
    private var bytes = 0
    private static let maxBytes = 2_300_000

    package init(_ format: ReportFormat) { self.format = format }

    /// - Parameters:
    ///   - kind: the kind of chart and its subject: a sentence.
    ///   - finding: the results that it shows: sentences.
    ///   - draw: the figure in a theme; nil if there is no data.
    /// - Throws: `PictureError`.
    package mutating func figure(
        _ name: String, kind: String, finding: String, draw: (Theme) -> Figure?
    ) throws -> ReportFigure? {
        let looks = themes.compactMap(draw)
        return looks.count == themes.count ? try figure(name, kind: kind, finding: finding, looks: looks) : nil
    }

    /// - Parameter looks: the figure in each of the ``themes``.
    /// - Throws: `PictureError`.
    package mutating func figure(_ name: String, kind: String, finding: String, looks: [Figure]) throws -> ReportFigure?
    {
        guard let figure = looks.first else { return nil }
        var drawings = [ReportFigure.Drawing(light: "", dark: ""), .init(light: "", dark: "")]
        switch format {
        case .md: pictures.append((name, figure))
        case .html where looks.count == 4:
            drawings = [
                .init(light: try Self.wide(looks[0]), dark: try Self.wide(looks[1])),
                .init(light: try Self.narrow(looks[2]), dark: try Self.narrow(looks[3])),
            ]
        case .html: return nil
        }
        // Light and dark share all but their colours.
        let size = drawings.reduce(0) { $0 + $1.light.utf8.count }
        guard bytes + size <= Self.maxBytes else {
            omitted += 1
            return nil
        }
        bytes += size
        let caption =
            figure.caption.isEmpty ? "" : figure.caption.prefix(1).uppercased() + figure.caption.dropFirst() + "."
        return ReportFigure(
            name: name, title: figure.title, caption: [finding, caption].filter { !$0.isEmpty }.joined(separator: " "),
            alternative: [kind, finding].filter { !$0.isEmpty }.joined(separator: " "), wide: drawings[0],
            narrow: drawings[1])
    }

    private static func wide(_ figure: Figure) throws -> String {
        // The page shows title and caption itself.
        let bare = untitled(figure)
        let size = figure.preferredSize
        return text(
            try bare.svgBytes(size: Size(size.width, max(120, size.height - 36)), pixel: 0.5, embedsFonts: false))
    }

    private static func narrow(_ figure: Figure) throws -> String {
        let bare = untitled(figure)
        return text(try bare.svgBytes(size: bare.size(inColumn: narrowWidth), pixel: 0.5, embedsFonts: false))
    }

    private static func untitled(_ figure: Figure) -> Figure {
        var figure = figure
        (figure.title, figure.caption) = ("", "")
        return figure
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
