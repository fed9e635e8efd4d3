/// A figure, drawn once for light pages and once for dark ones.
public struct ReportFigure: Sendable, Equatable {
    /// The stem of its file beside a Markdown report, unlike all others of the report: "one-cycle-loss".
    public var name: String
    public var title: String
    /// What it shows, for readers who cannot see it.
    public var alternative: String
    /// SVG documents of our own making. Only shapes and text of theirs reach the page: see ``FigureTrouble``.
    public var light: String
    public var dark: String

    public init(name: String, title: String, alternative: String, light: String, dark: String) {
        self.name = name
        self.title = title
        self.alternative = alternative
        self.light = light
        self.dark = dark
    }
}
