import ArgumentParser
import Presentation
import Runs
import Specs

/// `onecycle run`
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Train every seed of every spec; write run folders and figures.",
        discussion: "Completed seeds are skipped; --force trains them again.")

    @OptionGroup var arguments: SpecArguments
    @OptionGroup var folders: FolderArguments
    @OptionGroup var running: RunningArguments

    @Flag(help: "Time every step and print the time by kind of work; runs are not parallel.")
    var profile = false

    func run() throws {
        let specs = try arguments.load()
        var options = try running.options(folders)
        if profile {
            options.profiles = true
            options.jobs = 1
        }
        let (outcome, run, runner) = try RunCall(running.style).run(specs, options) { [folders] resolved, folder in
            let experiment = try RecordedExperiment(resolved, in: folder)
            // Figures of all seeds stay if a seed cannot be read now.
            if experiment.hasDamagedSeeds { return }
            try RunFigures(experiment, data: folders.data, output: folders.output, console: Terminal.console).write()
        }
        defer { runner?.releaseFolders() }
        let experiments = try run.map {
            let folder = RunFolder(output: options.output, name: $0.spec.name)
            return try RecordedExperiment($0, in: folder, readsSteps: false)
        }
        for experiment in experiments {
            for line in ResultTables.epochs(experiment) { Terminal.result(line) }
            Terminal.result("")
        }
        if run.isEmpty { throw ExitCode.runFailed }
        for line in ResultTables.comparison(experiments) { Terminal.result(line) }
        if outcome.failed > 0 || outcome.diverged > 0 { throw ExitCode.runFailed }
    }
}
