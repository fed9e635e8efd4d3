/// The content of a report as plain values, from which the page and the Markdown are made.
///
/// All strings are plain text: markup in them is escaped.
package struct ReportContent: Sendable, Equatable {
    package var title: String
    /// The program that made it, with its version: "onecycle 1.0.0".
    package var program: String
    /// The subject, in a sentence or two.
    package var summary: String
    /// Missing or omitted content with the reason, one sentence each.
    package var warnings: [String]
    /// Sets of experiments that were compared with each other.
    package var sets: [ReportSet]
    /// The methods behind the numbers, one paragraph each.
    package var methods: [String]
    /// Shell commands that reproduce it, in order.
    package var commands: [String]
    /// CSS rules for the classes in the figures' drawings, included in a page as they are.
    package var figureStyles: String

    /// A report.
    package init(
        title: String, program: String, summary: String, warnings: [String] = [], sets: [ReportSet] = [],
        methods: [String] = [], commands: [String] = [], figureStyles: String = ""
    ) {
        self.title = title
        self.program = program
        self.summary = summary
        self.warnings = warnings
        self.sets = sets
        self.methods = methods
        self.commands = commands
        self.figureStyles = figureStyles
    }
}

/// A name with its value: "Data" and "mnist, 60,000 images".
package struct ReportFact: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
