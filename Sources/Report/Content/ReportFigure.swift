/// A figure, drawn for wide pages and for narrow ones.
package struct ReportFigure: Sendable, Equatable {
    /// The elements of an SVG drawing. A page shows them as they are, so they must come from a canvas that escapes every
    /// text. Their ids must differ from those of all other drawings in the report.
    package struct Drawing: Sendable, Equatable {
        /// Width in pixels, at least 1.
        package var width: Int
        /// Height in pixels, at least 1.
        package var height: Int
        /// The content of `<svg>`; its viewBox begins at 0, 0.
        package var elements: String

        /// A drawing of `width` by `height` pixels.
        package init(width: Int, height: Int, elements: String) {
            self.width = width
            self.height = height
            self.elements = elements
        }
    }

    /// The stem of its file beside a Markdown report, unique in the report: "one-cycle-loss".
    package var name: String
    /// The title.
    package var title: String
    /// Sentences below it that say what it shows; empty for none.
    package var caption: String
    /// The same for readers who cannot see it.
    package var alternative: String
    /// The drawing for wide pages; nil in a Markdown report, which refers to files.
    package var wide: Drawing?
    /// The drawing for a phone's screen; nil in a Markdown report.
    package var narrow: Drawing?

    /// A figure.
    package init(
        name: String, title: String, caption: String = "", alternative: String, wide: Drawing?, narrow: Drawing?
    ) {
        self.name = name
        self.title = title
        self.caption = caption
        self.alternative = alternative
        self.wide = wide
        self.narrow = narrow
    }
}
