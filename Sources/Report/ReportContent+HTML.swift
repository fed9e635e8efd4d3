import Mustache

extension ReportContent {
    /// The report as one page that needs nothing else: no network, no script, no other file.
    /// - Throws: `FigureTrouble` for a figure with anything in it but shapes and text.
    public func html() throws -> String {
        let library = try PageTemplates.library()
        guard let text = library.render(try PageView(self), withTemplate: "page") else { throw MissingTemplate() }
        return text
    }
}

/// A report without its own template: a mistake in this module.
struct MissingTemplate: Error, CustomStringConvertible {
    var description: String { "the report's template is missing from this program" }
}
