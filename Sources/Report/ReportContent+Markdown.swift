import Mustache

extension ReportContent {
    /// The report as Markdown; its figures are files beside it, `NAME.png` by their names.
    /// - Parameter figures: the folder of these files, as the Markdown file names it.
    package func markdown(figures: String) throws -> String {
        let library = try MarkdownTemplates.library()
        let view = ReportView(self, figures: figures)
        guard let text = library.render(view, withTemplate: "report") else { throw MissingTemplate() }
        return text
    }
}
