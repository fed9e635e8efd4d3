import RangeTest
package import Report
package import Runs
import Specs
import Text
import Training

/// The figures of one experiment in a report, each with a text on what it shows.
package struct RunFindings {
    private let found: RecordedExperiment
    /// The start of the figures' names.
    private let stem: String

    package init(_ found: RecordedExperiment, stem: String) {
        self.found = found
        self.stem = stem
    }

    private var spec: ExperimentSpec { found.resolved.spec }

    /// The figures that the experiment has data for.
    /// - Throws: `PictureError`.
    package func figures(_ drawing: inout ReportDrawing) throws -> [ReportFigure] {
        let run = RunDrawing(
            spec, seeds: found.runs.map(\.summary.seed), histories: found.runs.map(\.history), finder: found.finder)
        return [
            try drawing.figure("\(stem)-loss", kind: lossKind, finding: lossFinding, draw: run.loss),
            try drawing.figure(
                "\(stem)-schedule", kind: "Line chart of the learning rate by step for \(spec.name).",
                finding: scheduleFinding
            ) { try? run.schedule($0) },
            try drawing.figure(
                "\(stem)-lr_finder",
                kind: "Line chart of the loss by learning rate in the range test of \(spec.name).\(noSuggestion)",
                finding: finderFinding, draw: run.lrFinder),
        ].compactMap { $0 }
    }

    private var lossKind: String {
        "Line chart of loss and accuracy by step for \(Plural.counted(found.runs.count, "seed")) of "
            + "\(spec.name), above the learning rate by step."
    }

    private var lossFinding: String {
        let accuracies = found.runs.compactMap(\.summary.final?.accuracy)
        return switch (accuracies.min(), accuracies.max()) {
        case (let low?, let high?) where low < high:
            "The final validation accuracy is between \(NumberText.percent(low)) and \(NumberText.percent(high))."
        case (let low?, _): "The final validation accuracy is \(NumberText.percent(low))."
        default: "No validation was recorded."
        }
    }

    private var scheduleFinding: String {
        let rates = found.runs.first?.history.steps.map(\.lr) ?? []
        let steps = Plural.counted(rates.count, "step")
        if let only = rates.first, rates.allSatisfy({ $0 == only }) {
            return "The rate is \(NumberText.significant(only)) in all \(steps)."
        }
        let words = [("starts at", rates.first), ("peaks at", rates.max()), ("ends at", rates.last)]
            .compactMap { words, rate in rate.map { "\(words) \(NumberText.significant($0))" } }
        return "The rate \(words.joined(separator: ", ")) after \(steps)."
    }

    private var finderFinding: String {
        guard let rate = try? found.finder?.rates.recommended.get() else { return "" }
        return "It recommends a rate of \(NumberText.significant(rate.lr)), in the range of "
            + "\(NumberText.significant(rate.low)) to \(NumberText.significant(rate.high))."
    }

    /// The reason for no suggestion, which the figure's own caption gives too.
    private var noSuggestion: String {
        guard case .failure(let reason)? = found.finder?.rates.recommended else { return "" }
        return " It has no recommended rate: \(reason)."
    }
}
