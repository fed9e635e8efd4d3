import ArgumentParser
import Datasets
import Experiments

/// One call of the runner, with its display, its signals and its exit codes.
struct RunCall {
    private let running: RunningArguments

    init(_ running: RunningArguments) { self.running = running }

    /// Runs `specs`.
    /// - Parameter finish: draws the figures of a spec whose runs have ended.
    /// - Throws: `ExitCode`, after what went wrong was told.
    func run(
        _ specs: [ResolvedSpec], _ options: RunOptions,
        finish: @escaping @Sendable (ResolvedSpec, RunFolder) throws -> Void
    ) throws -> Runner.Outcome {
        let progress = RunProgress()
        let interruption = Interruption()
        let signals = SignalWatch(interruption)
        defer { signals.cancel() }
        let display = makeDisplay(progress)
        let keeper = ProfileKeeper(before: display)
        let runner = Runner(
            specs, options: options, observer: keeper, progress: progress, interruption: interruption,
            finish: finish)
        let outcome: Runner.Outcome
        do {
            outcome = try runner.run()
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
        return outcome
    }

    private func makeDisplay(_ progress: RunProgress) -> any RunDisplay {
        if running.logJson { return JSONLog() }
        if running.quiet { return QuietDisplay() }
        return Terminal.isInteractive ? ProgressBar(progress) : EpochLines()
    }
}

/// Shows events; ended once, from the thread that began.
protocol RunDisplay: RunObserver {
    func end()
    /// Says, after the end, that the user ended the call.
    func interrupted()
}

extension RunDisplay {
    func interrupted() {
        Terminal.error("interrupted: what was complete is kept, the rest is trained by the next call")
    }
}
