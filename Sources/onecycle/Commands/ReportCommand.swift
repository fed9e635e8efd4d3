import ArgumentParser
import Comparison
import Presentation
import Runs

/// `onecycle report`
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write one self-contained page about a folder of results.",
        discussion: """
            The page has verdicts, tables, figures, specs, seeds, hashes and the commands to run everything again. It needs \
            no network and no script. Experiments that are not comparable are in separate sets; incomplete ones are listed. \
            Sets without the arm of --baseline are compared as without the option. Folders of one training are one arm with \
            the seeds of all. Only DIR is read, and the same folders give the same bytes.

            Unreadable folders, seeds with damaged files, and seeds with different results in two folders are listed here and \
            on the page. All others are reported, and the exit code is 1.
            """)

    @Argument(help: ArgumentHelp("Folder of the results, or one run folder.", valueName: "dir"))
    var folder = "output"

    @Option(
        help: "html: one page; md: Markdown, with the figures as files beside it.",
        transform: { word in
            guard let format = ReportFormat(rawValue: word) else {
                throw ValidationError("\"\(word)\" is not one of html, md")
            }
            return format
        })
    var format = ReportFormat.html

    @Option(help: ArgumentHelp("File to write (default: DIR/report.html or DIR/report.md).", valueName: "path"))
    var file: String?

    @OptionGroup var timing: TargetArguments
    @OptionGroup var compared: ComparisonArguments

    @OptionGroup var curves: CurveArguments

    private var options: ComparisonOptions {
        .init(metric: compared.metricOrDefault, target: timing.target, baseline: compared.baseline(or: .ofStudy))
    }

    func validate() throws {
        if let file, file.isEmpty || file.hasSuffix("/") {
            throw ValidationError("--file \"\(file)\" is not the name of a file")
        }
    }

    func run() throws {
        let path = file ?? RunFolder(path: folder).file("report.\(format.rawValue)")
        let files = ReportFiles(path: path, console: Terminal.console)
        try Terminal.reportingErrors { try checkPlaces(path, files) }
        let results = try Terminal.reportingErrors(as: .badInput) {
            try ResultsFolder(path: folder, look: curves.overrides)
        }
        for line in results.unreadable.flatMap(\.lines) { Terminal.error(line) }
        if results.experiments.isEmpty { throw ExitCode.badInput }
        let report = ResultsReport(
            results, path: folder, options: options, isInFolder: file == nil)
        try Terminal.reportingErrors {
            var drawing = ReportDrawing(format)
            let content = try report.content(&drawing)
            for line in report.incomplete { Terminal.error(line) }
            try files.write(content, drawing)
            Terminal.result(files.path)
        }
        if report.hasDamage || !results.unreadable.isEmpty { throw ExitCode.runFailed }
    }

    /// - Throws: `ProtectedFolder` if the report would be written over a run's files.
    private func checkPlaces(_ path: String, _ files: ReportFiles) throws {
        let remedy = "choose another file with --file"
        try ResultsGuard.check(
            file: path, own: Set(ReportFormat.allCases.map { "report.\($0.rawValue)" }), remedy: remedy)
        if format == .md { try ResultsGuard.check(folder: files.figures, for: "figures", remedy: remedy) }
    }
}
