import FigureFiles
import Figures
import Foundation
package import Runs
import Specs
import Statistics
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

    /// One line per epoch with the means over seeds. Seeds may differ in length.
    package static func epochs(_ seeds: [[EpochRecord]]) -> [String] {
        var table = TextTable(["epoch", "train_loss", "valid_loss", "accuracy", "time"])
        for epoch in 0..<(seeds.map(\.count).max() ?? 0) {
            let rows = seeds.compactMap { epoch < $0.count ? $0[epoch] : nil }
            func mean(_ value: (EpochRecord) -> Double, _ decimals: Int) -> String {
                NumberText.decimals(rows.reduce(0) { $0 + value($1) } / Double(rows.count), decimals)
            }
            table.add([
                "\(epoch)", mean(\.trainLoss, 6), mean(\.validLoss, 6), mean(\.accuracy, 6), mean(\.seconds, 2) + " s",
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
    package static func comparison(_ experiments: [RecordedExperiment]) -> [String] {
        let rows = experiments.map { experiment in
            let summaries = experiment.runsInSpecOrder.map(\.summary)
            return Row(
                name: experiment.name, accuracies: summaries.compactMap(\.final?.accuracy),
                losses: summaries.compactMap(\.final?.validLoss),
                diverged: summaries.count { $0.status == .diverged })
        }
        return ["final validation accuracy, mean over seeds; interval of the mean by Student's t"] + comparison(rows)
    }

    /// The final values of one spec.
    package struct Row {
        let name: String
        let accuracies: [Double]
        let losses: [Double]
        let diverged: Int

        /// - Parameters:
        ///   - accuracies: one per seed, 0...1.
        ///   - losses: one per seed with a finite loss.
        ///   - diverged: the number of seeds that diverged.
        package init(name: String, accuracies: [Double], losses: [Double], diverged: Int) {
            self.name = name
            self.accuracies = accuracies
            self.losses = losses
            self.diverged = diverged
        }
    }

    /// One line per spec, the best mean accuracy first.
    package static func comparison(_ rows: [Row]) -> [String] {
        let summaries = rows.map { (row: $0, accuracy: SampleSummary($0.accuracies), loss: SampleSummary($0.losses)) }
            .sorted { ($0.accuracy?.mean ?? -1) > ($1.accuracy?.mean ?? -1) }
        func number(_ value: Double?) -> String { value.map { NumberText.decimals($0, 4) } ?? "-" }
        var table = TextTable(["", "seeds", "accuracy", "95 % interval", "deviation", "valid_loss", "diverged"])
        for (row, accuracy, loss) in summaries {
            guard let accuracy else {
                table.add([row.name, "0", "-", "-", "-", "-", "\(row.diverged)"])
                continue
            }
            let interval = accuracy.halfWidth.map {
                "\(number(accuracy.mean - $0)) to \(number(min(1, accuracy.mean + $0)))"
            }
            table.add([
                row.name, "\(accuracy.count)", number(accuracy.mean), interval ?? "-", number(accuracy.deviation),
                number(loss?.mean), "\(row.diverged)",
            ])
        }
        return table.lines
    }
}
