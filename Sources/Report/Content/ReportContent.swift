/// The content of a report as plain values, from which the page and the Markdown are made.
///
/// All strings are plain text: markup in them is escaped.
public struct ReportContent: Sendable, Equatable {
    public var title: String
    /// The program that made it, with its version: "onecycle 1.0.0".
    public var program: String
    /// The subject, in a sentence or two.
    public var summary: String
    /// Missing or omitted content with the reason, one sentence each.
    public var warnings: [String]
    /// Sets of experiments that were compared with each other.
    public var sets: [ReportSet]
    /// The methods behind the numbers, one paragraph each.
    public var methods: [String]
    /// Shell commands that reproduce it, in order.
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
