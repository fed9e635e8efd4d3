/// One experiment: what was run, what came of it, and all that is needed to run it again.
public struct ReportExperiment: Sendable, Equatable {
    public var name: String
    /// The spec's own words; empty for none.
    public var description: String
    /// The spec in a line.
    public var summary: String
    /// What a reader should know before believing the numbers: diverged seeds, missing ones.
    public var warnings: [String]
    /// Versions, machine, threads, hashes.
    public var facts: [ReportFact]
    /// Its seeds.
    public var tables: [ReportTable]
    public var figures: [ReportFigure]
    /// Files beside the report that show more of it.
    public var files: [ReportFile]
    /// The resolved spec, as JSON.
    public var spec: String
    /// Shell commands that run it again, in their order.
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
    /// From the report's folder.
    public var path: String

    public init(_ name: String, path: String) {
        self.name = name
        self.path = path
    }
}
