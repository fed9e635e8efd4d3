import ArgumentParser
import Comparison
import DigitDrawing
import Presentation
import Runs
import Specs

extension CompareCommand {
    /// Adds seeds until every comparison is clear, if the runs can be trained, and prints the result.
    /// - Throws: `ExitCode`.
    func runUntilClear() throws {
        let files = try figureFiles()
        if isTable {
            let report = try table(recorded.runs[0])
            let result = try Terminal.reportingErrors(as: .badInput) {
                let arms = try ArmTable.arms(path: recorded.runs[0])
                return try UntilClearReport(
                    arms, baseline: report.family.baseline,
                    options: untilClearOptions(listed: arms.map(\.runs.count).max()))
            }
            try print(report, result)
            return try write(files) { try $0.write(report) }
        }
        let runs = try recorded.folders()
        guard runs.count > 1 else {
            Terminal.error("\(recorded.runs.joined(separator: ", ")): need at least two experiments; add another run")
            throw ExitCode.badInput
        }
        let options = untilClearOptions(listed: runs.map(\.resolved.spec.seeds.count).max())
        guard let output = RunFolder.commonParent(of: runs) else {
            Terminal.error(
                "no seeds are added: they need run folders under their own names in one folder, one for each training"
            )
            let comparison = try comparison()
            try print(comparison.report, try comparison.untilClear(options))
            return try write(files) { try $0.write(comparison) }
        }
        let running = RunOptions(output: output, drawer: CairoDigitDrawer())
        let call = UntilClearCall(style: .quiet, options: options, isForced: force, showsRounds: true)
        let ended = try call.run(
            runs.map(\.resolved), running, finish: RunCall.drawFigures(data: nil, output: output))
        defer { for line in ended.lastLines { Terminal.error(line) } }
        ended.last.runner?.releaseFolders()
        let comparison = try Terminal.reportingErrors(as: .badInput) {
            try ExperimentComparison(
                ended.specs.map { try RecordedExperiment($0, in: RunFolder(output: output, name: $0.spec.name)) },
                options: self.options)
        }
        try print(comparison.report, ended.report)
        try write(files) { try $0.write(comparison) }
        if ended.hasFailed { throw ExitCode.runFailed }
    }

    private func untilClearOptions(listed: Int?) -> UntilClearOptions {
        needed.options(metric: options.metric, baseline: options.baseline, listed: listed ?? 0)
    }

    private func print(_ report: ComparisonReport, _ result: UntilClearReport) throws {
        let lines =
            json
            ? [try ComparisonJSON.text(report, result)]
            : UntilClearText.lines(result) + [""] + ComparisonText.armLines(report, style: Terminal.tableStyle)
        for line in lines { Terminal.result(line) }
    }
}

extension RunFolder {
    /// The folder that holds all run folders, if each is of another training and has its experiment's name.
    fileprivate static func commonParent(of runs: [(resolved: ResolvedSpec, folder: RunFolder)]) -> String? {
        guard Set(runs.map(\.resolved.trainingHash)).count == runs.count else { return nil }
        let parents = runs.map { resolved, folder -> String? in
            let name = resolved.spec.name
            if folder.path == name { return "." }
            return folder.path.hasSuffix("/" + name) ? String(folder.path.dropLast(name.count + 1)) : nil
        }
        guard let first = parents.first, parents.allSatisfy({ $0 == first }) else { return nil }
        return first
    }
}
