/// A figure, drawn for wide pages and for narrow ones, each in the colours of light pages and of dark ones.
public struct ReportFigure: Sendable, Equatable {
    /// SVG documents of our own making that are one drawing in two sets of colours. Only shapes and text of theirs reach
    /// the page: see ``FigureTrouble``.
    public struct Drawing: Sendable, Equatable {
        public var light: String
        public var dark: String

        public init(light: String, dark: String) {
            self.light = light
            self.dark = dark
        }
    }

    /// The stem of its file beside a Markdown report, unlike all others of the report: "one-cycle-loss".
    public var name: String
    public var title: String
    /// What is to be seen in it, in sentences that stand below it; empty for nothing.
    public var caption: String
    /// What it shows, for readers who cannot see it.
    public var alternative: String
    public var wide: Drawing
    /// The same for a telephone's screen.
    public var narrow: Drawing

    public init(
        name: String, title: String, caption: String = "", alternative: String, wide: Drawing, narrow: Drawing
    ) {
        self.name = name
        self.title = title
        self.caption = caption
        self.alternative = alternative
        self.wide = wide
        self.narrow = narrow
    }
}
