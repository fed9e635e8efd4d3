import Runs
import Specs
import Statistics
import Training
import Text
package import Comparison

import Foundation

/// A comparison as text: verdicts, then the tables behind them.
package enum ComparisonText {
    /// Max number of verdicts, and of rows of the table of pairs.
    private static let limit = 12

    /// What `compare` prints.
    package static func lines(_ report: ComparisonReport) -> [String] {
        let ranked = report.rankedPairs
        let shown = ranked.count > limit ? Array(ranked.prefix(limit)) : report.pairs
        var lines = ranked.count > 1 ? [report.summary] : []
        lines += ranked.prefix(limit).map(\.verdict.sentence)
        if ranked.count > limit { lines.append("and \(ranked.count - limit) more; --json prints all") }
        lines += [report.seedsRemark, report.selectionRemark].compactMap { $0 }
        var pairs = pairs(report, shown)
        if ranked.count > limit { pairs.caption += "; \(limit) of \(ranked.count)" }
        return lines + [""] + text(arms(report)) + [""] + text(pairs)
    }

    /// A line for each arm whose seeds are in several folders.
    package static func joinedArms(_ comparison: ExperimentComparison) -> [String] {
        comparison.experiments.filter { $0.folders.count > 1 }.map { arm in
            let seeds = SeedList.text(arm.runs.map(\.summary.seed))
            let folders = arm.folders.map(\.path).joined(separator: ", ")
            return "\(folders): one training; compared as the arm \(arm.name) with seeds \(seeds)"
        }
    }

    /// All numbers as JSON.
    /// - Throws: `EncodingError`.
    package static func json(_ report: ComparisonReport) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }

    /// A table with its caption; the first column names the row.
    package typealias Table = (caption: String, header: [String], rows: [[String]])

    /// One row per arm.
    package static func arms(_ report: ComparisonReport) -> Table {
        let hasTarget = report.arms.contains { $0.timeToTarget != nil }
        var header = ["", "n", "final accuracy", "95 % interval", "deviation", "best", "valid_loss", "diverged"]
        let hasTest = report.arms.contains { $0[.testAccuracy].n > 0 }
        if hasTest { header += ["test accuracy", "test interval"] }
        if hasTarget { header += ["reached", "median epochs", "median seconds"] }
        let rows = report.arms.map { arm in
            let accuracy = arm[.finalAccuracy]
            var row = [
                Printable.text(arm.name), "\(arm.n)", number(accuracy.mean),
                accuracy.interval.map { "\(number($0.low)) to \(number($0.high))" } ?? "-", number(accuracy.deviation),
                number(arm[.bestAccuracy].mean), number(arm[.finalLoss].mean), "\(arm.diverged)",
            ]
            if hasTest {
                let test = arm[.testAccuracy]
                row += [number(test.mean), test.interval.map { "\(number($0.low)) to \(number($0.high))" } ?? "-"]
            }
            if hasTarget {
                let time = arm.timeToTarget
                row += [
                    time.map { "\($0.reached) of \($0.n)" } ?? "-", number(time?.medianEpochs, 2),
                    number(time?.medianSeconds, 3),
                ]
            }
            return row
        }
        let resamples = NumberText.grouped(report.resamples)
        return ("arms, over seeds; intervals of the mean by \(resamples) bootstrap resamples", header, rows)
    }

    /// One row per pair of arms.
    package static func pairs(_ report: ComparisonReport) -> Table { pairs(report, report.pairs) }

    private static func pairs(_ report: ComparisonReport, _ shown: [PairReport]) -> Table {
        let scale = report.metric.isAccuracy ? 100.0 : 1
        let header = ["", "n", "difference", "95 % interval", "p", "p (Holm)", "g_z", "improves", "could show"]
        let rows = shown.map { pair in
            [
                "\(Printable.text(pair.first)) - \(Printable.text(pair.second))", "\(pair.n)",
                number(pair.meanDifference.map { $0 * scale }, 3),
                pair.interval.map { "\(number($0.low * scale, 3)) to \(number($0.high * scale, 3))" } ?? "-",
                number(pair.p), number(pair.pHolm), number(pair.effectSize?.hedgesGz, 2),
                number(pair.probabilityOfImprovement, 2), number(pair.smallestDetectable.map { $0 * scale }, 3),
            ]
        }
        let unit = report.metric.isAccuracy ? "points of accuracy" : "nats of loss"
        let correction = report.family.correction.map { "; p and \"could show\" by \($0), intervals uncorrected" } ?? ""
        return ("pairs by seed, in \(unit), above 0 if the first is better\(correction)", header, rows)
    }

    /// The table of arms as lines.
    package static func armLines(_ report: ComparisonReport) -> [String] { text(arms(report)) }

    private static func text(_ table: Table) -> [String] {
        var text = TextTable(table.header)
        for row in table.rows { text.add(row) }
        return [table.caption] + text.lines
    }

    private static func number(_ value: Double?, _ digits: Int = 4) -> String {
        value.map { NumberText.decimals($0, digits) } ?? "-"
    }
}
