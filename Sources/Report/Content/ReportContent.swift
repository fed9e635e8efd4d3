/// Everything a report says, as plain values: what the page and the Markdown are made of.
///
/// Texts are text, never markup: whatever is in them is shown as it is.
public struct ReportContent: Sendable, Equatable {
    public var title: String
    /// The program that made it, with its version: "onecycle 1.0.0".
    public var program: String
    /// What it is about, in a sentence or two.
    public var summary: String
    /// What is missing from it, or was left out of it, and why: a sentence each.
    public var warnings: [String]
    /// Experiments that were compared with each other, a set each.
    public var sets: [ReportSet]
    /// How the numbers came about: a paragraph each.
    public var methods: [String]
    /// Shell commands that make it again, in their order.
    public var commands: [String]
    /// CSS rules for the classes in the figures' drawings, included in a page as they are.
    public var figureStyles: String

    /// A report.
    public init(
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
public struct ReportFact: Sendable, Equatable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
