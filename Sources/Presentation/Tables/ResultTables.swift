import Comparison
import FigureFiles
import Figures
import Foundation
package import Runs
import Specs
import Text
package import Training

/// The tables that `run` prints at its end.
package enum ResultTables {
    /// The epochs of an experiment, each the mean over the seeds of its figures' means, and the figures in its folder.
    package static func epochs(_ experiment: RecordedExperiment) -> [String] {
        let histories = experiment.runsInSpecOrder.map(\.history)
        let outcomes = SeedOutcomes(histories)
        let spec = experiment.resolved.spec
        let mean = outcomes.isPartial ? ", \(outcomes.average())" : histories.count > 1 ? ", mean" : ""
        let heading =
            "\(spec.name): \(SpecText.summary(spec))\(mean)" + (outcomes.remark.map { "; \($0)" } ?? "")
        return [heading] + epochs(outcomes.averaged.map { histories[$0].epochs })
            + [test(experiment.runsInSpecOrder)].compactMap { $0 } + figures(spec, in: experiment.folder)
    }

    /// "test: accuracy 0.9812, loss 0.0631, mean of 3 seeds"; nil without a test part.
    private static func test(_ runs: [RecordedExperiment.Run]) -> String? {
        let summaries = runs.map(\.summary)
        let accuracies = summaries.compactMap(\.testAccuracy)
        guard !accuracies.isEmpty, accuracies.count == runs.count else { return nil }
        let losses = summaries.compactMap(\.testLoss)
        func mean(_ values: [Double]) -> String {
            NumberText.decimals(values.reduce(0, +) / Double(values.count), 6)
        }
        return "test: accuracy \(mean(accuracies))"
            + (losses.count == runs.count ? ", loss \(mean(losses))" : ", loss not finite")
            + (runs.count > 1 ? ", mean of \(runs.count) seeds" : "")
    }

    /// One line per epoch with the means over the seeds that reached it. A column counts them if a seed ended early.
    package static func epochs(_ seeds: [[EpochRecord]]) -> [String] {
        let hasCounts = Set(seeds.map(\.count)).count > 1
        let counts = hasCounts ? ["seeds"] : []
        var table = TextTable(["epoch"] + counts + ["train_loss", "valid_loss", "accuracy", "time"])
        for epoch in 0..<(seeds.map(\.count).max() ?? 0) {
            let rows = seeds.compactMap { epoch < $0.count ? $0[epoch] : nil }
            func mean(_ value: (EpochRecord) -> Double, _ decimals: Int) -> String {
                NumberText.decimals(rows.reduce(0) { $0 + value($1) } / Double(rows.count), decimals)
            }
            table.add(
                ["\(epoch)"] + (hasCounts ? ["\(rows.count)"] : []) + [
                    mean(\.trainLoss, 6), mean(\.validLoss, 6), mean(\.accuracy, 6), mean(\.seconds, 2) + " s",
                ])
        }
        return table.lines
    }

    private static func figures(_ spec: ExperimentSpec, in folder: RunFolder) -> [String] {
        let names = spec.figures.flatMap { figure in spec.formats.map { "\(figure.rawValue).\($0.rawValue)" } }
            .filter { FileManager.default.fileExists(atPath: folder.file($0)) }
        return names.isEmpty ? [] : ["figures: \(folder.path)/{\(names.joined(separator: ","))}"]
    }

    /// The experiments side by side, the best mean accuracy first.
    package static func comparison(_ experiments: [RecordedExperiment], style: TableStyle = .init()) -> [String] {
        let rows = experiments.map { experiment in
            Row(
                name: experiment.name, runs: experiment.runsInSpecOrder.map(\.history.epochs),
                outcomes: experiment.runsInSpecOrder.map(\.summary.status))
        }
        return answer(experiments).map { style.paint($0, .bold) }
            + ["final validation accuracy, mean over seeds, best first; each interval holds its mean with 95 %"]
            + comparison(rows, style: style)
    }

    /// The verdict over experiments that `compare` would compare: of two arms, or on the best of several.
    private static func answer(_ experiments: [RecordedExperiment]) -> [String] {
        // Experiments that cannot be compared have no verdict; `compare` tells why.
        guard let comparison = try? ExperimentComparison(experiments, options: .init()), comparison.mismatches.isEmpty
        else { return [] }
        let report = comparison.report
        let sentences = report.best.map { [$0.sentence] } ?? report.pairs.map(\.verdict.sentence)
        return sentences.map(ShortNames(comparison.experiments).short)
    }

    /// The validations of one spec's runs.
    package struct Row {
        let name: String
        let runs: [[EpochRecord]]
        let outcomes: [Outcome]

        /// - Parameters:
        ///   - runs: the epochs of each seed. A diverged run counts by the rule of ``ValidationMetric/value(of:)``.
        ///   - outcomes: how each seed ended.
        package init(name: String, runs: [[EpochRecord]], outcomes: [Outcome]) {
            self.name = name
            self.runs = runs
            self.outcomes = outcomes
        }

        fileprivate func count(_ outcome: Outcome) -> Int { outcomes.count { $0 == outcome } }

        fileprivate func summary(_ metric: ValidationMetric) -> MetricSummary {
            MetricSummary(runs.map { metric.value(of: $0) }, of: metric)
        }
    }

    /// One line per spec, the best mean accuracy first.
    package static func comparison(_ rows: [Row], style: TableStyle = .init()) -> [String] {
        let sparklines = Sparkline.accuracies(rows.map { row in Sparkline.mean(row.runs.map { $0.map(\.accuracy) }) })
        let ordered = rows.indices.map { (row: rows[$0], accuracy: rows[$0].summary(.finalAccuracy), index: $0) }
            .sorted { one, other in
                let (left, right) = (one.accuracy.mean ?? -1, other.accuracy.mean ?? -1)
                return left == right ? one.index < other.index : left > right
            }
        func number(_ value: Double?) -> String { value.map { NumberText.decimals($0, 4) } ?? "-" }
        let hasStuck = rows.contains { $0.count(.stuck) > 0 }
        var table = TextTable(
            ["", "seeds", "accuracy", "95 % interval", "valid_loss", "diverged"] + (hasStuck ? ["stuck"] : [])
                + ["deviation"] + (sparklines == nil ? [] : ["by epoch"]))
        for (place, (row, accuracy, index)) in ordered.enumerated() {
            var cells = [
                Printable.text(row.name), "\(accuracy.n)", number(accuracy.mean),
                IntervalText.cell(accuracy.interval, digits: 4), number(row.summary(.finalLoss).mean),
                "\(row.count(.diverged))",
            ]
            cells += (hasStuck ? ["\(row.count(.stuck))"] : []) + [number(accuracy.deviation)]
            table.add(cells + (sparklines.map { [$0[index]] } ?? []), place == 0 && rows.count > 1 ? .bold : nil)
        }
        var notes = IntervalText.notes(ordered.map(\.accuracy.noInterval))
        if let best = ordered.first, rows.count > 2, best.accuracy.mean != nil {
            notes.append(
                "\(Printable.text(best.row.name)) was chosen of \(rows.count) on the images that its accuracy is reported on: "
                    + "on other images it is likely to be worse")
        }
        return table.lines(in: style) + notes.map { style.paint($0, .dim) }
    }
}
