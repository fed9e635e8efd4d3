import ArgumentParser
import Presentation
import Datasets
import Specs
import Runs
import Comparison
import Statistics

/// One call of the runner, with its display, its signals and its exit codes.
struct RunCall {
    private let running: RunningArguments

    init(_ running: RunningArguments) { self.running = running }

    /// Runs `specs`, range tests that give rates first.
    /// - Parameter finish: draws the figures of a spec whose runs have ended.
    /// - Returns: how it ended, and the specs with the rates that were found.
    /// - Throws: `ExitCode`, after what went wrong was told.
    func run(
        _ specs: [ResolvedSpec], _ options: RunOptions,
        finish: @escaping @Sendable (ResolvedSpec, RunFolder) throws -> Void
    ) throws -> (outcome: Runner.Outcome, specs: [ResolvedSpec]) {
        let progress = RunProgress()
        let interruption = Interruption()
        let signals = SignalWatch(interruption)
        defer { signals.cancel() }
        let display = makeDisplay(progress)
        let keeper = ProfileKeeper(before: display)
        var outcome = Runner.Outcome()
        var specs = specs
        do {
            var options = options
            if !options.finderOnly {
                options.freshRangeTests = Set(specs.filter(\.awaitsRangeTest).map(\.spec.name))
                (specs, outcome) = try Runner.fillingRates(
                    of: specs, options: options, observer: keeper, progress: progress, interruption: interruption,
                    finish: { resolved, folder in try RunFigures.writeFinder(resolved, in: folder) })
            }
            if !outcome.isInterrupted, !(options.failFast && outcome.failed > 0) {
                outcome += try Runner(
                    specs, options: options, observer: keeper, progress: progress, interruption: interruption,
                    finish: finish
                ).run()
            }
        } catch {
            display.end()
            Terminal.tell(error, about: .output)
            throw ExitCode(for: error)
        }
        display.end()
        if outcome.isInterrupted {
            display.interrupted()
            throw ExitCode.interrupted
        }
        for table in keeper.tables {
            for line in table { Terminal.result(line) }
            Terminal.result("")
        }
        return (outcome, specs)
    }

    private func makeDisplay(_ progress: RunProgress) -> any RunDisplay {
        if running.logJson { return JSONLog() }
        if running.quiet { return QuietDisplay() }
        return Terminal.isInteractive ? ProgressBar(progress) : EpochLines()
    }
}
