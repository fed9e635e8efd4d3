import ArgumentParser
import Presentation
import Runs

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `onecycle clean`
struct CleanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean",
        abstract: "Delete what runs left behind, after asking.",
        discussion: """
            Without RUN: the history, seeds that have not ended, and temporary files of calls that have ended. With \
            RUN: these run folders, or folders of the history. The command lists what it would delete, with sizes, and \
            asks first.

            In a run folder it deletes only files that a record says a run wrote; in the history, only files with \
            names that runs use. It lists the files that stay. It deletes nothing in a folder in which a call trains.
            """)

    @Argument(help: ArgumentHelp("Run folders to delete, or folders of the history.", valueName: "run"))
    var runs: [String] = []

    @Option(help: ArgumentHelp("Folder of the results.", valueName: "dir"))
    var output = "output"

    @Flag(help: "Delete without asking.")
    var yes = false

    func run() throws {
        let removals = try Terminal.reportingErrors {
            runs.isEmpty ? Removals(in: output).found : try Removals(of: runs).found
        }
        for line in RemovalTable.lines(removals) { Terminal.result(line) }
        let removable = removals.filter { !$0.isEmpty }
        guard !removable.isEmpty else { return Terminal.result("nothing to delete") }
        let sum = RemovalTable.sum(removable)
        guard try isConfirmed(sum) else { return Terminal.error("nothing was deleted") }
        var isDone = true
        for removal in removable {
            do {
                try WholeWork.untilDone { try removal.delete() }
            } catch let code as ExitCode {
                throw code
            } catch {
                Terminal.report(error)
                isDone = false
            }
        }
        if !isDone { throw ExitCode.runFailed }
        Terminal.result("deleted: \(sum)")
    }

    /// - Throws: `ExitCode` if there is no terminal to ask on.
    private func isConfirmed(_ sum: String) throws -> Bool {
        if yes { return true }
        guard isatty(STDIN_FILENO) == 1 else {
            Terminal.error(
                "clean asks before it deletes, but stdin is not a terminal; use --yes to delete without asking")
            throw ExitCode.validationFailure
        }
        Terminal.show("delete \(sum)? [y/N] ")
        return ["y", "yes"].contains(readLine()?.lowercased())
    }
}
