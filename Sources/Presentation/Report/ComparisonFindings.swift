import Text
import Training
import Runs
import Statistics
package import Comparison

/// The results in a comparison's figures, in words, from the numbers of the report.
package struct ComparisonFindings {
    private let report: ComparisonReport
    private let experiments: [RecordedExperiment]
    /// The names of the arms in the figures.
    private let names: [String]
    private let shortNames: ShortNames

    package init(_ comparison: ExperimentComparison, names: [String]) {
        report = comparison.report
        experiments = comparison.experiments
        self.names = names
        shortNames = ShortNames(comparison.experiments)
    }

    /// The kind of chart and its subject, by the name of the figure.
    package func kind(_ figure: String) -> String {
        let arms = names.count > 8 ? "\(names.count) arms" : names.joined(separator: ", ")
        let what =
            switch figure {
            case "loss": "Line charts of training and validation loss"
            case "accuracy": "Line charts of training and validation accuracy, or error"
            case "rates": "Line charts of training loss against the learning rate in force"
            case "final": "One row per arm with the final validation accuracy of every seed, the mean and its interval"
            case "differences": "Differences in final validation accuracy between pairs of arms, seed by seed"
            case "schedules": "Line charts of learning rate, momentum and losses by step"
            case "time_to_target": "One row per arm with the epochs and seconds to the target accuracy"
            default: "Final validation accuracy over the varied keys"
            }
        return "\(what), for \(arms)."
    }

    /// The result that a figure shows.
    package func finding(_ figure: String) -> String {
        switch figure {
        case "loss":
            return ends(
                "Validation loss at the end", report.arms.map { $0[.finalLoss] }, isBetter: <
            ) { NumberText.decimals($0, 4) }
        case "accuracy":
            return ends("Validation accuracy at the end", accuracies, isBetter: >, text: { NumberText.percent($0) })
        case "final": return leaders
        case "sensitivity": return lines ?? leaders
        case "differences": return differences
        case "schedules": return schedules
        case "time_to_target": return times
        default: return ""
        }
    }

    private var accuracies: [MetricSummary] { report.arms.map { $0[.finalAccuracy] } }

    /// "…: best 0.0303 (one-cycle), worst 0.0753 (constant-low)."
    private func ends(
        _ what: String, _ summaries: [MetricSummary], isBetter: (Double, Double) -> Bool, text: (Double) -> String
    ) -> String {
        let ordered = zip(names, summaries).compactMap { name, summary in summary.mean.map { (name, $0) } }
            .sorted { isBetter($0.1, $1.1) }
        let missing = summaries.count - ordered.count
        guard let best = ordered.first, let worst = ordered.last else { return "\(what): infinite in every arm." }
        let range =
            ordered.count == 1
            ? "\(text(best.1)) (\(best.0))"
            : "best \(text(best.1)) (\(best.0)), worst \(text(worst.1)) (\(worst.0))"
        return "\(what), mean over seeds: \(range)"
            + (missing > 0 ? "; infinite in \(Plural.counted(missing, "arm")) with diverged runs." : ".")
    }

    /// The highest and the lowest arm, and those between.
    private var leaders: String {
        let ordered = zip(names, accuracies).sorted { ($0.1.mean ?? -1) > ($1.1.mean ?? -1) }
        func described(_ arm: (String, MetricSummary)) -> String {
            let range =
                arm.1.interval.map { " (\(NumberText.percent($0.low, unit: "")) to \(NumberText.percent($0.high)))" }
                ?? ""
            return "\(arm.0), \(arm.1.mean.map { NumberText.percent($0) } ?? "no accuracy")\(range)"
        }
        guard let best = ordered.first, let worst = ordered.last, ordered.count > 1 else {
            return ordered.first.map { "\(described($0))." } ?? ""
        }
        let middle =
            ordered.count > 8 || ordered.count < 3
            ? "" : " Between them: " + ordered.dropFirst().dropLast().map(described).joined(separator: "; ") + "."
        let diverged = report.arms.reduce(0) { $0 + $1.diverged }
        return "Highest: \(described(best)). Lowest: \(described(worst)).\(middle)"
            + (diverged > 0
                ? " \(Plural.counted(diverged, "run")) diverged and \(diverged == 1 ? "is" : "are") included." : "")
    }

    /// Each arm at the first and the last value of the grid's key; nil unless the figure has a line per arm.
    private var lines: String? {
        guard let grid = StudyGrid(experiments), let lines = grid.lines, grid.arms.count <= 6 else { return nil }
        let values = grid.keys[0].labels
        func mean(_ place: Int) -> String { accuracies[place].mean.map { NumberText.percent($0) } ?? "no accuracy" }
        return zip(grid.arms, lines).compactMap { arm, row in
            guard let first = row.first, let last = row.last else { return nil }
            return "\(arm): \(mean(first)) at \(values[0]), \(mean(last)) at \(values[values.count - 1])."
        }.joined(separator: " ")
    }

    private var differences: String {
        guard let largest = report.rankedPairs.first else { return "" }
        let shown = report.pairs.count { $0.verdict.finding == .beats }
        let count =
            report.pairs.count == 1
            ? "" : "A difference is shown in \(shown) of \(report.pairs.count) pairs. The largest: "
        return count + shortNames.short(largest.verdict.sentence) + "."
    }

    private var schedules: String {
        let peaks = zip(names, experiments).compactMap { name, experiment -> (String, Double, Int, Double)? in
            let rates = experiment.runs.first?.history.steps.map(\.lr) ?? []
            guard let peak = rates.max(), let place = rates.firstIndex(of: peak), let last = rates.last else {
                return nil
            }
            return (name, peak, place, last)
        }
        guard let low = peaks.map(\.1).min(), let high = peaks.map(\.1).max() else { return "" }
        guard peaks.count <= 6 else {
            return
                "The schedules peak at rates between \(NumberText.significant(low)) and \(NumberText.significant(high))."
        }
        return peaks.map { name, peak, place, last in
            peak == last
                ? "\(name) ends at its peak, \(NumberText.significant(peak))."
                : "\(name) peaks at \(NumberText.significant(peak)), at step \(place), and ends at "
                    + "\(NumberText.significant(last))."
        }.joined(separator: " ")
    }

    private var times: String {
        let found = zip(names, report.arms).compactMap { name, arm in arm.timeToTarget.map { (name, $0) } }
        let ordered = found.filter { $0.1.medianEpochs != nil }.sorted {
            ($0.1.medianEpochs ?? .infinity) < ($1.1.medianEpochs ?? .infinity)
        }
        func described(_ arm: (String, TargetSummary)) -> String {
            let (epochs, seconds) = (arm.1.medianEpochs ?? .nan, arm.1.medianSeconds ?? .nan)
            return
                "\(arm.0), in a median of \(NumberText.decimals(epochs, 2)) epochs and \(NumberText.decimals(seconds, 2)) s "
                + "(\(arm.1.reached) of \(arm.1.n) runs)"
        }
        let missed = found.filter { $0.1.medianEpochs == nil }.map(\.0)
        var sentences: [String] = []
        if let first = ordered.first { sentences.append("Fastest: \(described(first)).") }
        if ordered.count > 1, let last = ordered.last { sentences.append("Slowest: \(described(last)).") }
        if !missed.isEmpty {
            let arms = missed.count > 8 ? "\(missed.count) arms" : missed.joined(separator: ", ")
            sentences.append("Missed by at least half of the runs: \(arms).")
        }
        return sentences.joined(separator: " ")
    }
}
