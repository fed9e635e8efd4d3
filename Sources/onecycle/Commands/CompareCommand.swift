import ArgumentParser
import Comparison
import Presentation
import Runs
import Text
import Training

/// `onecycle compare`
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare arms seed by seed: verdicts, intervals, p-values.",
        discussion: """
            RUN is a run folder, output/NAME, or a spec that has been run. At least two are needed, or a study. Results of \
            other programs are read from one table, FILE.csv, with the columns arm, seed, accuracy (0 to 1) and optionally \
            loss. Folders of one training with different seeds are one arm. The answer comes first, the best arm at the top. \
            An interval holds the mean over seeds with 95 %. The intervals of differences hold all together with 95 %. p is \
            from an exact sign-flip test of the paired differences, with Holm's correction over all pairs.

            With a baseline, from --baseline or from the study, each other arm is compared with the baseline only, and the \
            correction covers these comparisons. Choose it before you look at the results: fewer comparisons detect smaller \
            differences.

            Figures are written to OUTPUT/comparison: overview (of up to eight arms), loss, accuracy, final (the metric by \
            arm), differences (by pair), rates (loss against learning rate), schedules and seeds (each seed of every arm); \
            time_to_target with --target; sensitivity and surface if the arms are a grid of one or two keys. A table has \
            only final and differences.

            --until-clear adds seeds in rounds, as `onecycle run --until-clear` does, until every comparison is clear or has \
            --max-seeds. Its test may be repeated after every seed. A table gets no seeds.
            """)

    @OptionGroup var recorded: RecordedArguments

    @OptionGroup var timing: TargetArguments
    @OptionGroup var compared: ComparisonArguments

    @Option(
        help: ArgumentHelp(
            "Also test equality within this difference: points of accuracy, or nats of a loss.", valueName: "difference"
        ))
    var margin: Double?

    @Flag(help: "Compare every pair, even if the study has a baseline.")
    var allPairs = false

    @Flag(help: "Compare even if data, model, length or seeds differ.")
    var force = false

    @Flag(help: "Print all results as JSON.")
    var json = false

    @OptionGroup(title: "Seeds as needed") var needed: UntilClearArguments

    @OptionGroup(title: "Figures") var drawing: ComparisonFigureArguments

    var options: ComparisonOptions {
        .init(
            metric: compared.metricOrDefault, target: timing.target,
            baseline: compared.baseline(or: allPairs ? .none : .ofStudy),
            margin: margin.map { compared.metricOrDefault.isAccuracy ? $0 / 100 : $0 })
    }
    var isTable: Bool { recorded.runs.count == 1 && recorded.runs[0].lowercased().hasSuffix(".csv") }

    func validate() throws {
        if recorded.runs.isEmpty { throw ValidationError("compare needs at least two runs, or a study") }
        if let margin, !(margin > 0 && margin.isFinite) { throw ValidationError("--margin \(margin) is not above 0") }
        if compared.baseline != nil, allPairs { throw ValidationError("--baseline and --all-pairs exclude each other") }
        if isTable, timing.target != nil {
            throw ValidationError("--target: a table has no times")
        }
    }

    func run() throws {
        if needed.untilClear { return try runUntilClear() }
        let files = try figureFiles()
        if isTable {
            let report = try table(recorded.runs[0])
            try print(report)
            try write(files) { try $0.write(report) }
        } else {
            let comparison = try comparison()
            try print(
                comparison.report, curves: ComparisonText.curves(comparison),
                names: ShortNames(comparison.experiments))
            try write(files) { try $0.write(comparison) }
        }
    }

    /// nil if no figures are wanted.
    func figureFiles() throws -> ComparisonFigureFiles? {
        if drawing.hasNoFigures { return nil }
        let look = drawing.look.look
        let changes = try drawing.look.changes(look)
        return try Terminal.reportingErrors {
            try ComparisonFigureFiles(
                to: drawing.folder, output: recorded.output, formats: drawing.formats, look: look,
                changes: changes, console: Terminal.console)
        }
    }

    func write(_ files: ComparisonFigureFiles?, _ body: (ComparisonFigureFiles) throws -> Void) throws {
        guard let files else { return }
        try Terminal.reportingErrors(about: files.isOwn ? .output : .other) { try body(files) }
    }

    /// - Parameters:
    ///   - curves: of each arm, the mean accuracy by epoch.
    ///   - names: shortens the names of a study's arms.
    private func print(
        _ report: ComparisonReport, curves: [[Double]] = [], names: ShortNames = ShortNames([])
    ) throws {
        let lines =
            json
            ? [try ComparisonJSON.text(report)]
            : ComparisonText.lines(report, curves: curves, names: names, style: Terminal.tableStyle)
        for line in lines { Terminal.result(line) }
    }

    /// Reads and tests a table of results.
    /// - Throws: `ExitCode.badInput`, after the problem was printed.
    func table(_ path: String) throws -> ComparisonReport {
        do {
            let arms = try ArmTable.arms(path: path)
            if arms.count > 1 { return try ComparisonReport(arms, options: options) }
            Terminal.error("\(path): need at least two arms; the table has \(arms.count)")
        } catch {
            Terminal.error("\(path): \(error)")
        }
        throw ExitCode.badInput
    }

    /// Reads and tests the runs.
    /// - Throws: `ExitCode.badInput`, after the problem was printed.
    func comparison() throws -> ExperimentComparison {
        let experiments = try recorded.load(look: drawing.curves.overrides)
        let comparison = try Terminal.reportingErrors(as: .badInput) {
            try ExperimentComparison(experiments, options: options)
        }
        if comparison.experiments.count < 2 {
            Terminal.error("\(recorded.runs.joined(separator: ", ")): need at least two experiments; add another run")
            throw ExitCode.badInput
        }
        for line in ComparisonText.joinedArms(comparison) { Terminal.error(line) }
        let reference = comparison.report.family.baseline ?? comparison.experiments.first?.name
        for mismatch in comparison.mismatches where mismatch.firstArm == reference { Terminal.error("\(mismatch)") }
        if !comparison.mismatches.isEmpty, !force {
            Terminal.error("arms differ in other settings too; use --force to compare anyway")
            throw ExitCode.badInput
        }
        return comparison
    }
}
