import ArgumentParser
import Experiments

/// `onecycle compare`
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Is one better, and by how much? Statistics of runs, matched by seed.",
        discussion: """
            RUN is a run folder, output/NAME, or a spec that has been run. Intervals are 95 % bootstrap intervals of 10,000 \
            resamples, p that of an exact sign-flip test of the paired differences, corrected by Holm over all pairs.

            Figures are written into OUTPUT/comparison: loss, accuracy, final (the metric, arm by arm), differences (pair \
            by pair), schedules; time_to_target with --target; sensitivity where the arms are a grid of one key or two.
            """)

    @Argument(
        help: ArgumentHelp("Run folders, or specs that have been run; two at least, or a study.", valueName: "run"))
    var runs: [String]

    @Option(help: ArgumentHelp("Folder of the results.", valueName: "dir"))
    var output = "output"

    @Option(help: ArgumentHelp("Tell how long runs take to this validation accuracy, 0 to 1.", valueName: "accuracy"))
    var target: Double?

    @Option(
        help: "What pairs are compared by: final_accuracy, best_accuracy, final_loss, best_loss.",
        transform: { word in
            guard let metric = ComparisonMetric(rawValue: word) else {
                let words = ComparisonMetric.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("\"\(word)\" is not one of \(words)")
            }
            return metric
        })
    var metric = ComparisonMetric.finalAccuracy

    @Flag(help: "Compare what differs in data, model, length or seeds, too.")
    var force = false

    @Flag(help: "Print everything as JSON.")
    var json = false

    @OptionGroup(title: "Figures") var drawing: ComparisonFigureArguments

    func validate() throws {
        if runs.isEmpty { throw ValidationError("compare takes two runs at least, or a study") }
        if let target, !(target > 0 && target <= 1) {
            throw ValidationError("--target \(target) is not above 0 and up to 1")
        }
    }

    func run() throws {
        let files = try ComparisonFigureFiles(drawing, output: output)
        let comparison = try self.comparison()
        if json {
            Terminal.result(try ComparisonText.json(comparison.report))
        } else {
            for line in ComparisonText.lines(comparison.report) { Terminal.result(line) }
        }
        try files?.write(comparison)
    }

    /// Everything read and tested.
    /// - Throws: `ExitCode.badInput`, after what is wrong was told.
    private func comparison() throws -> Comparison {
        var experiments: [RecordedExperiment] = []
        var isGood = true
        for path in runs {
            do {
                experiments += try RecordedExperiment.all(path, output: output)
            } catch let problems as SpecProblems {
                for line in problems.lines { Terminal.error(line) }
                isGood = false
            } catch {
                Terminal.error("\(error)")
                isGood = false
            }
        }
        if !isGood { throw ExitCode.badInput }
        if experiments.count < 2 {
            Terminal.error(
                "\(runs.joined(separator: ", ")): one experiment alone is compared with nothing; name another run")
            throw ExitCode.badInput
        }
        let comparison: Comparison
        do {
            comparison = try Comparison(experiments, options: .init(metric: metric, target: target))
        } catch {
            Terminal.error("\(error)")
            throw ExitCode.badInput
        }
        for mismatch in comparison.mismatches { Terminal.error("\(mismatch)") }
        if !comparison.mismatches.isEmpty, !force {
            Terminal.error(
                "arms that differ in more than what is compared are not compared; --force does it all the same")
            throw ExitCode.badInput
        }
        return comparison
    }
}
