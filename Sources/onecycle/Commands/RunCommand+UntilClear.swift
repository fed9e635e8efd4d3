import ArgumentParser
import Comparison
import Presentation
import Runs
import Specs

extension RunCommand {
    /// Adds seeds until every comparison is clear, then prints the tables and the result.
    /// - Throws: `ExitCode`.
    func runUntilClear(_ specs: [ResolvedSpec], _ options: RunOptions) throws {
        guard specs.count > 1 else {
            Terminal.error(
                "\(specs.map(\.spec.name).joined()): --until-clear needs at least two experiments, or a study")
            throw ExitCode.badInput
        }
        let call = UntilClearCall(
            style: running.style,
            options: needed.options(
                metric: compared.metricOrDefault, baseline: compared.baseline(or: .ofStudy),
                listed: specs.map(\.spec.seeds.count).max() ?? 0))
        let ended = try call.run(
            specs, options, finish: RunCall.drawFigures(data: folders.data, output: folders.output))
        defer {
            ended.last.runner?.releaseFolders()
            for line in ended.lastLines { Terminal.error(line) }
        }
        let lines = try Self.tables(ended.specs, options) + [""] + UntilClearText.lines(ended.report)
        // If the reader of stdout is gone, the program ends while it prints.
        ended.last.runner?.releaseFolders()
        for line in lines { Terminal.result(line) }
        if ended.hasFailed { throw ExitCode.runFailed }
    }
}
