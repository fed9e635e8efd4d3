import Specs
import Plotting
import Figures
import Training
package import Runs
package import Report

/// The figures of one experiment in a report.
package struct RunReportFigures {
    private let found: RecordedExperiment
    /// What their names begin with.
    private let stem: String

    package init(_ found: RecordedExperiment, stem: String) {
        self.found = found
        self.stem = stem
    }

    private var spec: ExperimentSpec { found.resolved.spec }
    private var histories: [History] { found.runs.map(\.history) }

    /// Those that there is something for.
    /// - Throws: `PictureError`.
    package func all(_ drawing: inout ReportDrawing) throws -> [ReportFigure] {
        [
            try drawing.figure("\(stem)-loss", kind: lossKind, finding: lossFinding, draw: loss),
            try drawing.figure(
                "\(stem)-schedule", kind: "Line chart of the learning rate by step for \(spec.name).",
                finding: scheduleFinding, draw: schedule),
            try drawing.figure(
                "\(stem)-lr_finder",
                kind: "Line chart of the loss by learning rate in the range test of \(spec.name).\(finderTrouble)",
                finding: finderFinding
            ) { theme in
                found.finder.map { .lrFinder($0.curves.map(\.curve), name: spec.name, theme: theme) }
            },
        ].compactMap { $0 }
    }

    private func loss(_ theme: Theme) -> Figure? {
        guard let first = histories.first else { return nil }
        return .loss(
            histories, name: spec.name, smoothing: Smoothing(spec.smoothing, first),
            firstSeed: found.runs.first?.summary.seed ?? 0, momentumName: spec.optimizer.momentumName, theme: theme)
    }

    private func schedule(_ theme: Theme) -> Figure? {
        guard let history = histories.first else { return nil }
        let steps = history.steps
        return try? ScheduleFigures.figure(
            of: spec, lr: steps.map(\.lr), momentum: steps.map(\.momentum), weightDecay: steps.map(\.weightDecay),
            stepsPerEpoch: history.stepsPerEpoch, theme)
    }

    private var lossKind: String {
        "Line chart of loss and accuracy by step for \(SpecText.counted(found.runs.count, "seed")) of "
            + "\(spec.name), above the learning rate by step."
    }

    private var lossFinding: String {
        let accuracies = found.runs.compactMap(\.summary.final?.accuracy)
        func percent(_ value: Double) -> String { ResultTables.decimals(value * 100, 2) + " %" }
        return switch (accuracies.min(), accuracies.max()) {
        case (let low?, let high?) where low < high:
            "The final validation accuracy is between \(percent(low)) and \(percent(high))."
        case (let low?, _): "The final validation accuracy is \(percent(low))."
        default: "No validation was recorded."
        }
    }

    private var scheduleFinding: String {
        let rates = histories.first?.steps.map(\.lr) ?? []
        if let only = rates.first, rates.allSatisfy({ $0 == only }) {
            return "The rate is \(Rounded.significant(only)) in all \(SpecText.counted(rates.count, "step"))."
        }
        let words = [("starts at", rates.first), ("has its highest value at", rates.max()), ("ends at", rates.last)]
            .compactMap { words, rate in rate.map { "\(words) \(Rounded.significant($0))" } }
        return "The rate \(words.joined(separator: ", ")) after \(SpecText.counted(rates.count, "step"))."
    }

    private var finderFinding: String {
        guard case .success(let consensus)? = found.finder?.rates.consensus else { return "" }
        return "Its methods agree on a rate of \(Rounded.significant(consensus.lr))."
    }

    /// Why there is none, which the figure's caption says itself.
    private var finderTrouble: String {
        guard case .failure(let reason)? = found.finder?.rates.consensus else { return "" }
        return " It has no reliable suggestion: \(reason)."
    }
}
