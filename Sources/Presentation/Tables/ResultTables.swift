import Comparison
import FigureFiles
import Runs
import Specs

import Statistics
import Training
import FigureFiles
package import Runs
package import Specs

import Foundation

/// The tables that a call of `run` ends with.
package enum ResultTables {
    /// A spec's epochs, each the mean over its seeds.
    package static func epochs(_ resolved: ResolvedSpec, in folder: RunFolder) throws -> [String] {
        let (spec, hash) = (resolved.spec, resolved.trainingHash)
        var histories: [[(train: Double, valid: Double, accuracy: Double, seconds: Double)]] = []
        for seed in spec.seeds {
            guard folder.summary(seed: seed, specHash: hash) != nil, let epochs = try? folder.epochs(seed: seed) else {
                continue
            }
            histories.append(epochs.map { ($0.trainLoss, $0.validLoss, $0.accuracy, $0.seconds) })
        }
        var table = TextTable(["epoch", "train_loss", "valid_loss", "accuracy", "time"])
        for epoch in 0..<(histories.map(\.count).max() ?? 0) {
            let rows = histories.compactMap { epoch < $0.count ? $0[epoch] : nil }
            func mean(_ value: (Int) -> Double) -> Double {
                rows.indices.reduce(0) { $0 + value($1) } / Double(rows.count)
            }
            table.add([
                "\(epoch)", decimals(mean { rows[$0].train }, 6), decimals(mean { rows[$0].valid }, 6),
                decimals(mean { rows[$0].accuracy }, 6), decimals(mean { rows[$0].seconds }, 2) + " s",
            ])
        }
        let heading = "\(spec.name): \(SpecText.summary(spec))" + (histories.count > 1 ? ", their mean" : "")
        return [heading] + table.lines + figures(spec, in: folder)
    }

    private static func figures(_ spec: ExperimentSpec, in folder: RunFolder) -> [String] {
        let names = spec.figures.flatMap { figure in spec.formats.map { "\(figure.rawValue).\($0.rawValue)" } }
            .filter { FileManager.default.fileExists(atPath: folder.file($0)) }
        return names.isEmpty ? [] : ["figures: \(folder.path)/{\(names.joined(separator: ","))}"]
    }

    /// Specs side by side, the best mean accuracy first.
    package static func comparison(_ specs: [ResolvedSpec], output: String) -> [String] {
        struct Row {
            var name: String
            var accuracy: SampleSummary?
            var loss: SampleSummary?
            var diverged: Int
        }
        let rows = specs.map { resolved in
            let (spec, hash) = (resolved.spec, resolved.trainingHash)
            let folder = RunFolder(output: output, name: spec.name)
            let summaries = spec.seeds.compactMap { folder.summary(seed: $0, specHash: hash) }
            return Row(
                name: spec.name, accuracy: SampleSummary(summaries.compactMap(\.final?.accuracy)),
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
