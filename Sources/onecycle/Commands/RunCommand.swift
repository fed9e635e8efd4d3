import ArgumentParser
import Experiments

/// `onecycle run`
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Train every seed of every spec; write run folders and figures.",
        discussion: "What is complete already is not trained again, unless --force says so.")

    @OptionGroup var arguments: SpecArguments
    @OptionGroup var folders: FolderArguments
    @OptionGroup var running: RunningArguments

    func run() throws {
        let specs = try arguments.load()
        let options = running.options(folders)
        let outcome = try RunCall(running).run(specs, options) { resolved, folder in
            try FigureWriter.draw(resolved, in: folder)
        }
        for resolved in specs {
            let folder = RunFolder(output: options.output, name: resolved.spec.name)
            for line in try ResultTables.epochs(resolved.spec, in: folder) { Terminal.result(line) }
            Terminal.result("")
        }
        for line in ResultTables.comparison(specs.map(\.spec), output: options.output) { Terminal.result(line) }
        if outcome.failed > 0 || outcome.diverged > 0 { throw ExitCode.runFailed }
    }
}
