/// One experiment: spec, results, and everything needed to run it again.
public struct ReportExperiment: Sendable, Equatable {
    public var name: String
    /// The description in the spec; may be empty.
    public var description: String
    /// The spec in a line.
    public var summary: String
    /// Caveats for the numbers: diverged or missing seeds.
    public var warnings: [String]
    /// Versions, machine, threads, hashes.
    public var facts: [ReportFact]
    /// Its seeds.
    public var tables: [ReportTable]
    public var figures: [ReportFigure]
    /// Further files beside the report.
    public var files: [ReportFile]
    /// The resolved spec, as JSON.
    public var spec: String
    /// Shell commands that run it again, in order.
    public var commands: [String]

    public init(
        name: String, description: String = "", summary: String, warnings: [String] = [], facts: [ReportFact] = [],
        tables: [ReportTable] = [], figures: [ReportFigure] = [], files: [ReportFile] = [], spec: String,
        commands: [String] = []
    ) {
        self.name = name
        self.description = description
        self.summary = summary
        self.warnings = warnings
        self.facts = facts
        self.tables = tables
        self.figures = figures
        self.files = files
        self.spec = spec
        self.commands = commands
    }
}

/// A file that a report links to.
public struct ReportFile: Sendable, Equatable {
    public var name: String
    /// The path from the folder of the report.
    public var path: String

    public init(_ name: String, path: String) {
        self.name = name
        self.path = path
    }
}
