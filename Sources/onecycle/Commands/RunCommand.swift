import ArgumentParser
import Presentation
import Runs
import Specs

/// `onecycle run`
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Train every seed of every spec; write run folders and figures.",
        discussion: """
            Completed seeds are skipped; --force trains them again. Several calls share the seeds of one output \
            folder, on one machine or on several machines with one file system. Each call trains the seeds that no \
            other call has taken.
            """)

    @OptionGroup var arguments: SpecArguments
    @OptionGroup var folders: FolderArguments
    @OptionGroup var running: RunningArguments

    @Flag(help: "Time every step and print the time by kind of work; runs are not parallel.")
    var profile = false

    @Flag(help: "Print what would be trained, kept, moved or waited for, and why. Nothing is written.")
    var plan = false

    func run() throws {
        let specs = try arguments.load()
        var options = try running.options(folders)
        if profile {
            options.profiles = true
            options.jobs = 1
        }
        if plan { return try printPlan(specs, options) }
        let call = try RunCall(running.style).run(specs, options) { [folders] resolved, folder, observer in
            let experiment = try RecordedExperiment(resolved, in: folder)
            // If a seed is damaged or cannot be read, the figures of all seeds stay.
            if experiment.hasDamagedSeeds { return }
            try RunFigures(
                experiment, data: folders.data, output: folders.output, console: Terminal.console, observer: observer
            ).write()
        }
        defer {
            call.runner?.releaseFolders()
            for line in call.lastLines { Terminal.error(line) }
        }
        let experiments = try call.specs.map {
            let folder = RunFolder(output: options.output, name: $0.spec.name)
            return try RecordedExperiment($0, in: folder, readsSteps: false)
        }
        var lines = experiments.flatMap { ResultTables.epochs($0) + [""] }
        if !call.specs.isEmpty { lines += ResultTables.comparison(experiments, style: Terminal.tableStyle) }
        // If the reader of stdout is gone, the program ends while it prints.
        call.runner?.releaseFolders()
        for line in lines { Terminal.result(line) }
        if call.specs.isEmpty { throw ExitCode.runFailed }
        if call.outcome.failed > 0 || call.outcome.diverged > 0 { throw ExitCode.runFailed }
    }

    private func printPlan(_ specs: [ResolvedSpec], _ options: RunOptions) throws {
        let plans = try Terminal.reportingErrors { try Runner.plan(specs, options: options) }
        for line in running.logJson ? PlanText.json(plans) : PlanText.lines(plans) { Terminal.result(line) }
    }
}
