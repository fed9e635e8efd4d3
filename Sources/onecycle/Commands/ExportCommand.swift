import ArgumentParser
import Presentation
import Specs
import Runs
import Comparison
import Statistics

/// `onecycle export`
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write recorded results for other programs: CSV, JSON lines, TensorBoard.",
        discussion: """
            csv and jsonl give steps, epochs and runs as a table each, experiment and seed in front of every row. \
            tensorboard gives event files: scalars by step (steps/) and by epoch (epochs/), the spec as text, the \
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
        help: ArgumentHelp("Folder to write to; else export/FORMAT in the folder of the results.", valueName: "dir"))
    var to: String?

    func run() throws {
        let experiments = try recorded.load()
        let folder = ExportFolder(path: to ?? "\(recorded.output)/export/\(format.rawValue)")
        for path in folder.folders(of: experiments, as: format) {
            try ResultsGuard.check(folder: path, for: "exports", remedy: "choose another folder with --to")
        }
        do {
            for path in try folder.write(experiments, as: format) { Terminal.result(path) }
        } catch let error as ExportError {
            Terminal.error("\(error)")
            throw ExitCode.badInput
        } catch {
            Terminal.tell(error, about: .other)
            throw ExitCode(for: error)
        }
    }
}
