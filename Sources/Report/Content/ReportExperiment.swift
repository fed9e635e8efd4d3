/// One experiment: spec, results, and everything needed to run it again.
package struct ReportExperiment: Sendable, Equatable {
    package var name: String
    /// The description in the spec; may be empty.
    package var description: String
    /// The spec in a line.
    package var summary: String
    /// Caveats for the numbers: diverged or missing seeds.
    package var warnings: [String]
    /// Versions, machine, threads, hashes.
    package var facts: [ReportFact]
    /// Its seeds.
    package var tables: [ReportTable]
    package var figures: [ReportFigure]
    /// Further files beside the report.
    package var files: [ReportFile]
    /// The resolved spec, as JSON.
    package var spec: String
    /// Shell commands that run it again, in order.
    package var commands: [String]

    package init(
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
package struct ReportFile: Sendable, Equatable {
    package var name: String
    /// The path from the folder of the report.
    package var path: String

    package init(_ name: String, path: String) {
        self.name = name
        self.path = path
    }
}
