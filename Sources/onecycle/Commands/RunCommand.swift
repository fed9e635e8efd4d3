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

            --until-clear adds seeds in rounds until every comparison is clear or has --max-seeds. Arms get no further seeds \
            once their comparisons are clear. The seeds of the specs come first, in ascending order. The same call continues \
            after an interruption.
            """)

    @OptionGroup var arguments: SpecArguments
    @OptionGroup var folders: FolderArguments
    @OptionGroup var running: RunningArguments

    @Flag(help: "Time every step and print the time by kind of work; runs are not parallel.")
    var profile = false

    @Flag(help: "Print what would be trained, kept, moved or waited for, and why. Nothing is written.")
    var plan = false

    @OptionGroup(title: "Seeds as needed") var needed: UntilClearArguments

    @OptionGroup var compared: ComparisonArguments

    func validate() throws {
        if needed.untilClear {
            for (option, isGiven) in [("--force", running.force), ("--plan", plan), ("--profile", profile)]
            where isGiven {
                throw ValidationError("\(option) and --until-clear exclude each other")
            }
        } else if compared.metric != nil || compared.baseline != nil {
            throw ValidationError("\(compared.metric != nil ? "--metric" : "--baseline") needs --until-clear")
        }
    }

    func run() throws {
        let specs = try arguments.load()
        var options = try running.options(folders)
        if profile {
            options.profiles = true
            options.jobs = 1
        }
        if plan { return try printPlan(specs, options) }
        if needed.untilClear { return try runUntilClear(specs, options) }
        let call = try RunCall(running.style).run(
            specs, options, finish: RunCall.drawFigures(data: folders.data, output: folders.output))
        defer {
            call.runner?.releaseFolders()
            for line in call.lastLines { Terminal.error(line) }
        }
        let lines = try Self.tables(call.specs, options)
        // If the reader of stdout is gone, the program ends while it prints.
        call.runner?.releaseFolders()
        for line in lines { Terminal.result(line) }
        if call.specs.isEmpty { throw ExitCode.runFailed }
        if call.tally.failed > 0 || call.tally.diverged > 0 { throw ExitCode.runFailed }
    }

    /// The tables of recorded experiments.
    static func tables(_ specs: [ResolvedSpec], _ options: RunOptions) throws -> [String] {
        let experiments = try specs.map {
            let folder = RunFolder(output: options.output, name: $0.spec.name)
            return try RecordedExperiment($0, in: folder, readsSteps: false)
        }
        let lines = experiments.flatMap { ResultTables.epochs($0) + [""] }
        return specs.isEmpty ? lines : lines + ResultTables.comparison(experiments, style: Terminal.tableStyle)
    }

    private func printPlan(_ specs: [ResolvedSpec], _ options: RunOptions) throws {
        let plans = try Terminal.reportingErrors { try Runner.plan(specs, options: options) }
        for line in running.logJson ? PlanText.json(plans) : PlanText.lines(plans) { Terminal.result(line) }
    }
}
