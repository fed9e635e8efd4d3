import ArgumentParser
import Presentation
import Specs
import Runs
import Comparison
import Statistics

/// `onecycle run`
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Train every seed of every spec; write run folders and figures.",
        discussion: "What is complete already is not trained again, unless --force says so.")

    @OptionGroup var arguments: SpecArguments
    @OptionGroup var folders: FolderArguments
    @OptionGroup var running: RunningArguments

    @Flag(help: "Time each step of each run and print where the time went; runs come one after the other.")
    var profile = false

    func run() throws {
        let specs = try arguments.load()
        var options = try running.options(folders)
        if profile {
            options.profiles = true
            options.jobs = 1
        }
        let (outcome, run) = try RunCall(running).run(specs, options) { [folders] resolved, folder in
            try RunFigures(try RecordedExperiment(resolved, in: folder), data: folders.data, output: folders.output)
                .write()
        }
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
