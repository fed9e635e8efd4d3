import ArgumentParser
import Files
import Plotting
import Presentation
import Runs
import Specs

/// `onecycle plot`
struct PlotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plot",
        abstract: "Draw the figures of runs again, without training; other figures, formats or looks.",
        discussion: """
            RUN is a run folder, output/NAME, or a spec or a figure that has been run. Without options the files are \
            byte for byte those that `onecycle run` wrote. Figures of another kind, format, size or look are not the \
            run's own: they are written to OUTPUT/figures/NAME-FIGURE. --seeds selects seeds of \
            a run folder.
            """)

    @Argument(help: ArgumentHelp("Run folders, or specs that have been run.", valueName: "run"))
    var runs: [String]

    @OptionGroup var changes: RunOverrideArguments
    @OptionGroup var figures: FigureArguments
    @OptionGroup var folders: FolderArguments

    @Option(
        name: .customLong("to"),
        help: ArgumentHelp("Folder for all files, named NAME-FIGURE.", valueName: "dir"))
    var target: String?

    func validate() throws {
        if runs.isEmpty { throw ValidationError("plot needs a run folder, or a spec that has been run") }
        if target?.isEmpty == true { throw ValidationError("--to needs the name of a folder") }
    }

    func run() throws {
        let overrides = try changes.all()
        var exit: ExitCode?
        for path in runs {
            do {
                // A folder has the spec that it was run with; only its seeds can be selected.
                let selected = FileSystem.isFolder(path) ? try changes.seedOverride() : []
                for (resolved, folder) in try RecordedExperiment.folders(
                    of: path, output: folders.output, overrides: overrides, look: figures.overrides + selected)
                {
                    let isWhole = try draw(try RecordedExperiment(resolved, in: folder), path)
                    if !isWhole { exit = exit ?? .runFailed }
                }
            } catch {
                Terminal.report(error)
                exit = exit ?? ExitCode(for: error)
            }
        }
        if let exit { throw exit }
    }

    /// - Returns: false if parts of the run are damaged, and left out.
    private func draw(_ experiment: RecordedExperiment, _ path: String) throws -> Bool {
        let figures = PlottedFigures(
            experiment, data: folders.data, output: folders.output,
            changes: try self.figures.look.changes(experiment.resolved.spec.look), console: Terminal.console)
        let (files, refused) = try figures.write(to: target)
        if !files.isEmpty || figures.damage.hasDamage {
            for line in figures.damage.lines { Terminal.error(line) }
        }
        if files.isEmpty, refused == nil { throw NothingToDraw(path: path, folder: experiment.folder.path) }
        for file in files { Terminal.result(file) }
        if let refused { throw refused }
        return !figures.damage.hasDamage
    }
}
