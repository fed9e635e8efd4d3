import Mustache

extension ReportContent {
    /// The report as one page that needs no network, no script and no other file.
    /// - Throws: an error if a template of this module is damaged.
    package func html() throws -> String {
        let library = try PageTemplates.library()
        guard let text = library.render(ReportView(self), withTemplate: "page") else { throw MissingTemplate() }
        return text
    }
}

/// A report without its own template: a mistake in this module.
struct MissingTemplate: Error, CustomStringConvertible {
    var description: String { "the report's template is missing from this program" }
}
