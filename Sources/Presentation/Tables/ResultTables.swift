import FigureFiles
import Foundation
package import Runs
import Specs
import Statistics
import Training

/// The tables that a call of `run` ends with.
package enum ResultTables {
    /// An experiment's epochs, each the mean over its seeds.
    package static func epochs(_ experiment: RecordedExperiment) -> [String] {
        let spec = experiment.resolved.spec
        let histories = experiment.runsInSpecOrder.map(\.history.epochs)
        var table = TextTable(["epoch", "train_loss", "valid_loss", "accuracy", "time"])
        for epoch in 0..<(histories.map(\.count).max() ?? 0) {
            let rows = histories.compactMap { epoch < $0.count ? $0[epoch] : nil }
            func mean(_ value: (EpochRecord) -> Double) -> Double {
                rows.reduce(0) { $0 + value($1) } / Double(rows.count)
            }
            table.add([
                "\(epoch)", decimals(mean(\.trainLoss), 6), decimals(mean(\.validLoss), 6),
                decimals(mean(\.accuracy), 6), decimals(mean(\.seconds), 2) + " s",
            ])
        }
        let heading = "\(spec.name): \(SpecText.summary(spec))" + (histories.count > 1 ? ", their mean" : "")
        return [heading] + table.lines + figures(spec, in: experiment.folder)
    }

    private static func figures(_ spec: ExperimentSpec, in folder: RunFolder) -> [String] {
        let names = spec.figures.flatMap { figure in spec.formats.map { "\(figure.rawValue).\($0.rawValue)" } }
            .filter { FileManager.default.fileExists(atPath: folder.file($0)) }
        return names.isEmpty ? [] : ["figures: \(folder.path)/{\(names.joined(separator: ","))}"]
    }

    /// Experiments side by side, the best mean accuracy first.
    package static func comparison(_ experiments: [RecordedExperiment]) -> [String] {
        struct Row {
            var name: String
            var accuracy: SampleSummary?
            var loss: SampleSummary?
            var diverged: Int
        }
        let rows = experiments.map { experiment in
            let summaries = experiment.runsInSpecOrder.map(\.summary)
            return Row(
                name: experiment.name, accuracy: SampleSummary(summaries.compactMap(\.final?.accuracy)),
                loss: SampleSummary(summaries.compactMap(\.final?.validLoss)),
                diverged: summaries.count { $0.status == .diverged })
        }.sorted { ($0.accuracy?.mean ?? -1) > ($1.accuracy?.mean ?? -1) }
        var table = TextTable(["", "seeds", "accuracy", "95 % interval", "deviation", "valid_loss", "diverged"])
        for row in rows {
            guard let accuracy = row.accuracy else {
                table.add([row.name, "0", "-", "-", "-", "-", "\(row.diverged)"])
                continue
            }
            let interval = accuracy.halfWidth.map {
                "\(decimals(accuracy.mean - $0, 4)) to \(decimals(min(1, accuracy.mean + $0), 4))"
            }
            table.add([
                row.name, "\(accuracy.count)", decimals(accuracy.mean, 4), interval ?? "-",
                accuracy.deviation.map { decimals($0, 4) } ?? "-", row.loss.map { decimals($0.mean, 4) } ?? "-",
                "\(row.diverged)",
            ])
        }
        return ["final validation accuracy, mean over seeds; interval of the mean by Student's t"] + table.lines
    }

    /// A number with a fixed count of decimals.
    package static func decimals(_ value: Double, _ count: Int) -> String {
        value.isNaN ? "nan" : String(format: "%.\(count)f", value)
    }
}
