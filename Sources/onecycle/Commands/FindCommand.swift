import ArgumentParser
import FigureFiles
import Presentation
import Runs
import Specs

/// `onecycle find`
struct FindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Run only the learning-rate range test: curve, suggestions, figure.",
        discussion:
            "The recommended rate is read off the mean of the seeds' losses. --seeds sets the seeds of the test "
            + "(lr_finder.seeds). Each seed gives a curve; the figure shows them and their mean."
    )

    @OptionGroup var arguments: SpecArguments
    @OptionGroup var folders: FolderArguments
    @OptionGroup var running: RunningArguments
    @OptionGroup(title: "Figures") var look: LookArguments

    @Flag(
        help: "Train briefly at a third, once and three times the recommended rate, and say whether the rate holds.")
    var confirm = false

    func run() throws {
        let specs = try arguments.load(adding: look.overrides, seeding: SpecOverride.finderSeeds)
        var options = try running.options(folders)
        options.finderOnly = true
        let call = try RunCall(running.style).run(specs, options) { resolved, folder, _ in
            try FinderFigure(resolved, in: folder, changes: look.changes(resolved.spec.look))?
                .write(console: Terminal.console)
        }
        defer { call.runner?.releaseFolders() }
        for (index, resolved) in specs.enumerated() {
            let folder = RunFolder(output: options.output, name: resolved.spec.name)
            guard var record = folder.finderRecord(of: resolved) else { continue }
            if confirm, let runner = call.runner {
                try Terminal.reportingErrors { try recordConfirmation(in: &record, of: resolved, folder, runner) }
            }
            if index > 0 { Terminal.result("") }
            for line in FinderText.lines(record, resolved.spec) { Terminal.result(line) }
            let figure = FinderFigure(resolved, in: folder, changes: try look.changes(resolved.spec.look))
            for file in figure?.files ?? [] { Terminal.result("figure: \(file)") }
        }
        if call.tally.failed > 0 { throw ExitCode.runFailed }
    }

    /// Confirms the recommended rate, unless that was done, and records it.
    private func recordConfirmation(
        in record: inout FinderRecord, of resolved: ResolvedSpec, _ folder: RunFolder, _ runner: Runner
    ) throws {
        guard record.confirmation == nil || running.force else { return }
        record.confirmation = try runner.confirm(resolved, record)
        try folder.write(record, specHash: resolved.finderHash)
    }
}
