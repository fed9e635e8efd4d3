import ArgumentParser
import Comparison
import Presentation
import Runs
import Specs

/// Trains seeds in rounds until every comparison of some experiments is clear, or has the maximal number of seeds.
struct UntilClearCall {
    let style: RunCall.Style
    let options: UntilClearOptions
    /// Whether experiments are compared that differ in data, model or length.
    var isForced = false
    /// Whether rounds have a line even if runs have no lines.
    var showsRounds = false

    /// Max number of arms with intervals in each round. An interval takes a tenth of a second.
    private static let fewArms = 3

    /// The result of a call that was not interrupted.
    struct Ended {
        /// With intervals.
        let report: UntilClearReport
        /// Every experiment that has seeds, with those seeds and the rates that range tests found.
        let specs: [ResolvedSpec]
        /// The last call of the runner, which drew the figures.
        let last: RunCall.Ended
        /// Whether a run failed or diverged.
        let hasFailed: Bool
        /// The runs that failed or diverged, and the commands that train them again.
        let lastLines: [String]
    }

    /// - Parameters:
    ///   - specs: of different names.
    ///   - running: where and how they run.
    ///   - finish: draws the figures of a spec, at the end.
    /// - Throws: `ExitCode`, after the error was printed.
    func run(
        _ specs: [ResolvedSpec], _ running: RunOptions,
        finish: @escaping @Sendable (ResolvedSpec, RunFolder, any RunObserver) throws -> Void
    ) throws -> Ended {
        let order = SeedOrder(specs, limit: options.limit)
        var specs = specs
        var lines: [String] = []
        var tally = RunTally()
        var state = try read(specs, running, order)
        try check(state)
        while true {
            let round = state.nextRound(jobs: running.jobs)
            if round.isEmpty { break }
            let call = try RunCall(style, hidesSkipped: true).run(round, running) { _, _, _ in }
            call.runner?.releaseFolders()
            lines += call.lastLines
            tally += call.tally
            let filled = Dictionary(call.specs.map { ($0.spec.name, $0) }, uniquingKeysWith: { one, _ in one })
            specs = specs.map { filled[$0.spec.name] ?? $0 }
            state = try read(specs, running, order, isFull: specs.count <= Self.fewArms)
            report(state.report)
            if call.tally.failed > 0 || running.failFast && call.tally.diverged > 0 { break }
        }
        let last = try RunCall(style, hidesSkipped: true).run(state.recorded, running, finish: finish)
        tally += last.tally
        return Ended(
            report: try read(specs, running, order, isFull: true).report, specs: last.specs, last: last,
            hasFailed: tally.failed > 0 || tally.diverged > 0, lastLines: lines + last.lastLines)
    }

    private func read(
        _ specs: [ResolvedSpec], _ running: RunOptions, _ order: SeedOrder, isFull: Bool = false
    ) throws -> UntilClear {
        try WholeWork.untilDone {
            try Terminal.reportingErrors(as: .badInput) {
                try UntilClear(specs, output: running.output, order: order, options: options, isFull: isFull)
            }
        }
    }

    /// Checks, before anything is trained, that the experiments can be compared and that the limit allows a result.
    /// - Throws: `ExitCode.badInput`, after the problem was printed.
    private func check(_ state: UntilClear) throws {
        for mismatch in state.mismatches { Terminal.error("\(mismatch)") }
        if !state.mismatches.isEmpty, !isForced {
            Terminal.error(
                "arms differ in other settings too; --until-clear needs arms that share data, model and length")
            throw ExitCode.badInput
        }
        let first = state.report.firstLook
        if first > options.limit {
            let count = state.report.pairs.count
            Terminal.error(
                "--max-seeds \(options.limit): "
                    + (count == 1 ? "no comparison" : "none of \(count) comparisons")
                    + " can be clear before \(first) seeds; allow at least \(first)")
            throw ExitCode.badInput
        }
    }

    private func report(_ report: UntilClearReport) {
        switch style {
        case .lines: Terminal.error(UntilClearText.round(report))
        case .json: Terminal.error(ComparisonJSON.event(report))
        case .quiet: if showsRounds { Terminal.error(UntilClearText.round(report)) }
        }
    }
}
