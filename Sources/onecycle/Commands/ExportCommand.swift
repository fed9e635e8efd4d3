import ArgumentParser
import Presentation
import Runs

/// `onecycle export`
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write recorded results for other programs: CSV, JSON lines, TensorBoard.",
        discussion: """
            csv and jsonl write one table each of steps, epochs and runs; every row begins with experiment and seed. \
            tensorboard writes event files: scalars by step (steps/) and by epoch (epochs/), the spec as text, the \
            figures as images.
            """)

    @OptionGroup var recorded: RecordedArguments

    @Option(
        help: "csv, jsonl or tensorboard.",
        transform: { word in
            guard let format = ExportFormat(rawValue: word) else {
                let words = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("\"\(word)\" is not one of \(words)")
            }
            return format
        })
    var format = ExportFormat.csv

    @Option(
        help: ArgumentHelp(
            "Folder to write to (default: export/FORMAT in the folder of the results).", valueName: "dir"))
    var to: String?

    func run() throws {
        let experiments = try recorded.load()
        let folder = ExportFolder(path: to ?? "\(recorded.output)/export/\(format.rawValue)")
        try Terminal.reportingErrors {
            for path in folder.folders(of: experiments, as: format) {
                try ResultsGuard.check(folder: path, for: "exports", remedy: "choose another folder with --to")
            }
            do {
                for path in try folder.write(experiments, as: format) { Terminal.result(path) }
            } catch let error as ExportError {
                Terminal.report(error)
                throw ExitCode.badInput
            }
        }
    }
}
