import ArgumentParser
import Presentation
import Runs
import Text

/// `onecycle verify`
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Hash every recorded file again, and name those that were altered.",
        discussion: """
            Checks specs, studies, summaries, tables, networks, initial weights and range tests, also in the history. \
            Prints a line for each file that was altered, is missing or cannot be read; the exit code is then 1.
            """)

    @Argument(help: ArgumentHelp("Folders of results, or run folders (default: output).", valueName: "dir"))
    var folders: [String] = []

    func run() throws {
        let found = try Terminal.reportingErrors { try Verification(folders.isEmpty ? ["output"] : folders) }
        for line in found.notes { Terminal.error(line) }
        for line in found.problems { Terminal.result(line) }
        if !found.problems.isEmpty { throw ExitCode.runFailed }
        Terminal.result(
            "\(Plural.counted(found.folders, "run folder")), \(Plural.counted(found.seeds, "seed")), "
                + "\(Plural.counted(found.rangeTests, "range test")): every file is as it was written")
    }
}
