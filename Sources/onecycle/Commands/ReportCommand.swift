import ArgumentParser
import Presentation
import Specs
import Runs
import Comparison
import Statistics

/// `onecycle report`
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "One self-contained page of everything in a folder of results.",
        discussion: """
            Verdicts first, then tables, figures, specs, seeds, hashes and how to run it all again. The page needs no \
            network and no script. What cannot be compared with each other is in sets of its own; what is not trained to \
            its end is named. Only DIR is read, and the same folders give the same bytes.

            A folder that cannot be read, or a seed whose files are damaged, is named here and on the page, the others are \
            reported, and the exit code is 1.
            """)

    @Argument(help: ArgumentHelp("Folder of the results, or one run folder.", valueName: "dir"))
    var folder = "output"

    @Option(
        help: "html, one page; or md, Markdown with the figures as files beside it.",
        transform: { word in
            guard let format = ReportFormat(rawValue: word) else {
                throw ValidationError("\"\(word)\" is not one of html, md")
            }
            return format
        })
    var format = ReportFormat.html

    @Option(help: ArgumentHelp("The file to write; else DIR/report.html or DIR/report.md.", valueName: "path"))
    var file: String?

    @Option(help: ArgumentHelp("Tell how long runs take to this validation accuracy, 0 to 1.", valueName: "accuracy"))
    var target: Double?

    func validate() throws {
        if let target, !(target > 0 && target <= 1) {
            throw ValidationError("--target \(target) is not above 0 and up to 1")
        }
        if let file, file.isEmpty || file.hasSuffix("/") { throw ValidationError("--file \"\(file)\" names no file") }
    }

    func run() throws {
        let path = file ?? RunFolder(path: folder).file("report.\(format.rawValue)")
        try ResultsGuard.check(
            file: path, own: Set(ReportFormat.allCases.map { "report.\($0.rawValue)" }),
            remedy: "choose another file with --file")
        let files = ReportFiles(path: path)
        if format == .md {
            try ResultsGuard.check(folder: files.figures, for: "figures", remedy: "choose another file with --file")
        }
        let results: ResultsFolder
        do {
            results = try ResultsFolder(path: folder)
        } catch {
            Terminal.error("\(error)")
            throw ExitCode.badInput
        }
        for line in results.unreadable.flatMap(\.lines) { Terminal.error(line) }
        if results.experiments.isEmpty { throw ExitCode.badInput }
        do {
            var drawing = ReportDrawing(format)
            let report = ResultsReport(
                results, path: folder, options: .init(target: target), isInFolder: file == nil)
            let content = try report.content(&drawing)
            for line in report.incomplete { Terminal.error(line) }
            try files.write(content, drawing)
            Terminal.result(files.path)
            if report.hasDamage { throw ExitCode.runFailed }
        } catch let code as ExitCode {
            throw code
        } catch {
            Terminal.error("\(error)")
            throw ExitCode(for: error)
        }
        if !results.unreadable.isEmpty { throw ExitCode.runFailed }
    }
}
