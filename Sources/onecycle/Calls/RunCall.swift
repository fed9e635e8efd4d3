import ArgumentParser
import Presentation
import Runs
import Specs

/// A call of the runner with its display, signals and exit codes.
struct RunCall {
    /// How events are shown.
    enum Style {
        /// A progress line on a terminal, else a line per epoch.
        case lines
        /// Failures only.
        case quiet
        /// One JSON object per line.
        case json
    }

    /// A call that was not interrupted.
    struct Ended {
        let tally: RunTally
        /// With the rates that range tests found.
        let specs: [ResolvedSpec]
        /// Until it releases the run folders, no call of other settings changes them.
        let runner: Runner?
        /// The runs that failed or diverged, and the command that trains them again.
        let lastLines: [String]
    }

    private let style: Style
    private let hidesSkipped: Bool

    /// - Parameter hidesSkipped: whether complete seeds have no line, since an earlier call reported them.
    init(_ style: Style, hidesSkipped: Bool = false) {
        self.style = style
        self.hidesSkipped = hidesSkipped
    }

    /// Runs the range tests that set learning rates, then `specs`.
    /// - Parameter finish: draws the figures of a spec after its last run; its observer shows events.
    /// - Throws: `ExitCode`, after the error was printed.
    func run(
        _ specs: [ResolvedSpec], _ options: RunOptions,
        finish: @escaping @Sendable (ResolvedSpec, RunFolder, any RunObserver) throws -> Void
    ) throws -> Ended {
        let progress = RunProgress()
        let interruption = Interruption()
        let signals = SignalWatch(interruption)
        defer { signals.cancel() }
        let display = makeDisplay(progress)
        let failures = FailureKeeper(before: hidesSkipped ? NewWorkOnly(before: display) : display)
        let keeper = ProfileKeeper(before: failures)
        var tally = RunTally()
        var specs = specs
        var runner: Runner?
        do {
            var options = options
            if !options.finderOnly {
                options.freshRangeTests = Set(specs.filter(\.awaitsRangeTest).map(\.spec.name))
                (specs, tally) = try Runner.fillingRates(
                    of: specs, options: options, observer: keeper, progress: progress, interruption: interruption,
                    finish: { resolved, folder in
                        try FinderFigure(resolved, in: folder)?.write(console: Terminal.console)
                    })
            }
            if !tally.isInterrupted, !(options.failFast && tally.failed > 0) {
                let training = Runner(
                    specs, options: options, observer: keeper, progress: progress, interruption: interruption,
                    finish: { try finish($0, $1, keeper) })
                runner = training
                tally += try training.run()
            }
        } catch {
            runner?.releaseFolders()
            display.end()
            Terminal.report(error, about: .output)
            throw ExitCode(for: error)
        }
        display.end()
        if tally.isInterrupted {
            runner?.releaseFolders()
            display.interrupted()
            throw ExitCode.interrupted
        }
        for table in keeper.tables {
            for line in table { Terminal.result(line) }
            Terminal.result("")
        }
        let lines = if case .json = style { [String]() } else { failures.lines(of: specs, output: options.output) }
        return Ended(tally: tally, specs: specs, runner: runner, lastLines: lines)
    }

    /// Draws the run's own figures of all its seeds; the argument `finish` of `run`.
    /// - Parameters:
    ///   - data: the folder of the images.
    ///   - output: the folder of the results.
    static func drawFigures(
        data: String?, output: String
    ) -> @Sendable (ResolvedSpec, RunFolder, any RunObserver) throws -> Void {
        { resolved, folder, observer in
            let experiment = try RecordedExperiment(resolved, in: folder)
            // If a seed is damaged or cannot be read, the figures of all seeds stay.
            if experiment.hasDamagedSeeds { return }
            try RunFigures(experiment, data: data, output: output, console: Terminal.console, observer: observer)
                .write()
        }
    }

    private func makeDisplay(_ progress: RunProgress) -> any RunDisplay {
        let console = Terminal.console
        switch style {
        case .json: return JSONLog(console)
        case .quiet: return QuietDisplay(console)
        case .lines: return console.isInteractive ? ProgressBar(progress, console) : EpochLines(console)
        }
    }
}
