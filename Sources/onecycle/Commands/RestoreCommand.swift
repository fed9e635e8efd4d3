import ArgumentParser
import Presentation
import Runs
import Text

/// `onecycle restore`
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring back results that a run moved to the history.",
        discussion: """
            If a spec was edited, its run moves the earlier results of the same name to OUTPUT/.history/NAME/N. \
            Without N the command lists these folders. With N it moves one back; the results in OUTPUT/NAME move to \
            the history in exchange, so nothing is lost.
            """)

    @Argument(help: ArgumentHelp("Name of the experiment, or its run folder.", valueName: "name"))
    var name: String

    @Argument(help: ArgumentHelp("Number of the folder in the history.", valueName: "n"))
    var number: Int?

    @Option(help: ArgumentHelp("Folder of the results.", valueName: "dir"))
    var output = "output"

    func validate() throws {
        if name.isEmpty { throw ValidationError("restore needs the name of an experiment") }
    }

    func run() throws {
        let run = name.contains("/") ? RunFolder(path: name) : RunFolder(output: output, name: name)
        try Terminal.reportingErrors {
            guard let number else { return try list(run) }
            try WholeWork.untilDone {
                let restored = try run.restore(number) { Terminal.error(MovedText.line(run.path, $0)) }
                Terminal.result("\(run.path): \(MovedText.what(restored)) of history \(number) restored")
            }
        }
    }

    private func list(_ run: RunFolder) throws {
        if run.history.isEmpty { throw RestoreError(folder: run.path, kind: .noHistory) }
        for line in HistoryTable.lines(run) { Terminal.result(line) }
    }
}
