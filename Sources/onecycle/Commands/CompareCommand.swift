import ArgumentParser
import Presentation
import Specs
import Runs
import Comparison
import Statistics
import Training

/// `onecycle compare`
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Is one better, and by how much? Statistics of runs, matched by seed.",
        discussion: """
            RUN is a run folder, output/NAME, or a spec that has been run: two at least, or a study. Or it is one table of \
            results of other programs, FILE.csv with the columns arm, seed, accuracy (0 to 1) and maybe loss. Folders of one \
            training with different seeds are one arm. Intervals are 95 % bootstrap intervals of \
            \(Rounded.grouped(ComparisonOptions.defaultResamples)) resamples, p that of an exact sign-flip test of the paired \
            differences, corrected by Holm over all pairs.

            With a baseline, by --baseline or that of a study, each other arm is compared with it alone, and the \
            correction is over these comparisons. Name it before you look at the results: fewer comparisons show smaller \
            differences.

            Figures are written into OUTPUT/comparison: loss, accuracy, final (the metric, arm by arm), differences (pair \
            by pair), schedules; time_to_target with --target; sensitivity where the arms are a grid of one key or two. Of \
            a table there are final and differences.
            """)

    @OptionGroup var recorded: RecordedArguments

    @Option(help: ArgumentHelp("Tell how long runs take to this validation accuracy, 0 to 1.", valueName: "accuracy"))
    var target: Double?

    @Option(
        help: "What pairs are compared by: final_accuracy, best_accuracy, final_loss, best_loss.",
        transform: { word in
            guard let metric = ValidationMetric(rawValue: word) else {
                let words = ValidationMetric.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("\"\(word)\" is not one of \(words)")
            }
            return metric
        })
    var metric = ValidationMetric.finalAccuracy

    @Option(
        help: ArgumentHelp(
            "Compare each other arm with this one alone. (default: the study's baseline)", valueName: "name"))
    var baseline: String?

    @Flag(help: "Compare every pair, whatever the study's baseline.")
    var allPairs = false

    @Flag(help: "Compare what differs in data, model, length or seeds, too.")
    var force = false

    @Flag(help: "Print everything as JSON.")
    var json = false

    @OptionGroup(title: "Figures") var drawing: ComparisonFigureArguments

    private var options: ComparisonOptions {
        .init(metric: metric, target: target, baseline: baseline.map { .named($0) } ?? (allPairs ? .none : .ofStudy))
    }
    private var isTable: Bool { recorded.runs.count == 1 && recorded.runs[0].lowercased().hasSuffix(".csv") }

    func validate() throws {
        if recorded.runs.isEmpty { throw ValidationError("compare takes two runs at least, or a study") }
        if baseline != nil, allPairs { throw ValidationError("--baseline and --all-pairs exclude each other") }
        if let target, !(target > 0 && target <= 1) {
            throw ValidationError("--target \(target) is not above 0 and up to 1")
        }
        if isTable, target != nil {
            throw ValidationError("--target: a table does not say when an accuracy was reached")
        }
    }

    func run() throws {
        let files = try ComparisonFigureFiles(drawing, output: recorded.output)
        if isTable {
            let report = try table(recorded.runs[0])
            try tell(report)
            try files?.write(report)
        } else {
            let comparison = try comparison()
            try tell(comparison.report)
            try files?.write(comparison)
        }
    }

    private func tell(_ report: ComparisonReport) throws {
        if json {
            Terminal.result(try ComparisonText.json(report))
        } else {
            for line in ComparisonText.lines(report) { Terminal.result(line) }
        }
    }

    /// A table of results read and tested.
    /// - Throws: `ExitCode.badInput`, after what is wrong was told.
    private func table(_ path: String) throws -> ComparisonReport {
        do {
            let arms = try ArmTable.arms(path: path)
            if arms.count > 1 { return try ComparisonReport(arms, options: options) }
            Terminal.error("\(path): one arm alone is compared with nothing; the table has \(arms.count)")
        } catch {
            Terminal.error("\(path): \(error)")
        }
        throw ExitCode.badInput
    }

    /// Everything read and tested.
    /// - Throws: `ExitCode.badInput`, after what is wrong was told.
    private func comparison() throws -> Comparison {
        let experiments = try recorded.load()
        let comparison: Comparison
        do {
            comparison = try Comparison(experiments, options: options)
        } catch {
            Terminal.error("\(error)")
            throw ExitCode.badInput
        }
        if comparison.experiments.count < 2 {
            Terminal.error(
                "\(recorded.runs.joined(separator: ", ")): one experiment alone is compared with nothing; name another run"
            )
            throw ExitCode.badInput
        }
        tellJoined(comparison)
        let reference = comparison.report.family.baseline ?? comparison.experiments.first?.name
        for mismatch in comparison.mismatches where mismatch.firstArm == reference { Terminal.error("\(mismatch)") }
        if !comparison.mismatches.isEmpty, !force {
            Terminal.error(
                "arms that differ in more than what is compared are not compared; --force does it all the same")
            throw ExitCode.badInput
        }
        return comparison
    }

    /// Arms whose seeds are in several folders.
    private func tellJoined(_ comparison: Comparison) {
        for arm in comparison.experiments where arm.folders.count > 1 {
            let seeds = SeedList.text(arm.runs.map(\.summary.seed))
            let folders = arm.folders.map(\.path).joined(separator: ", ")
            Terminal.error("\(folders): one training, taken as the arm \(arm.name) with seeds \(seeds)")
        }
    }
}
