import Experiments
import Foundation

/// A comparison for reading: verdicts first, then the tables they come from.
enum ComparisonText {
    static func lines(_ report: ComparisonReport) -> [String] {
        report.pairs.map(\.verdict.sentence) + [""] + arms(report) + [""] + pairs(report)
    }

    /// - Throws: what the encoder throws.
    static func json(_ report: ComparisonReport) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }

    private static func arms(_ report: ComparisonReport) -> [String] {
        let hasTarget = report.arms.contains { $0.timeToTarget != nil }
        var header = ["", "n", "final accuracy", "95 % interval", "deviation", "best", "valid_loss", "diverged"]
        if hasTarget { header += ["reached", "median epochs", "median seconds"] }
        var table = TextTable(header)
        for arm in report.arms {
            let accuracy = arm.finalAccuracy
            var row = [
                arm.name, "\(arm.n)", number(accuracy.mean),
                accuracy.interval.map { "\(number($0.low)) to \(number($0.high))" } ?? "-", number(accuracy.deviation),
                number(arm.bestAccuracy.mean), number(arm.finalLoss.mean), "\(arm.diverged)",
            ]
            if hasTarget {
                let time = arm.timeToTarget
                row += [
                    time.map { "\($0.reached) of \($0.n)" } ?? "-", number(time?.medianEpochs, 2),
                    number(time?.medianSeconds, 3),
                ]
            }
            table.add(row)
        }
        return ["arms, over seeds; intervals of the mean by 10,000 bootstrap resamples"] + table.lines
    }

    private static func pairs(_ report: ComparisonReport) -> [String] {
        let scale = report.metric.isAccuracy ? 100.0 : 1
        var table = TextTable(
            ["", "n", "difference", "95 % interval", "p", "p (Holm)", "g_z", "improves", "could show"])
        for pair in report.pairs {
            table.add([
                "\(pair.first) - \(pair.second)", "\(pair.n)", number(pair.meanDifference.map { $0 * scale }, 3),
                pair.interval.map { "\(number($0.low * scale, 3)) to \(number($0.high * scale, 3))" } ?? "-",
                number(pair.p), number(pair.pHolm), number(pair.effectSize?.hedgesGz, 2),
                number(pair.probabilityOfImprovement, 2), number(pair.smallestDetectable.map { $0 * scale }, 3),
            ])
        }
        let unit = report.metric.isAccuracy ? "points of accuracy" : "nats of loss"
        return ["pairs by seed, in \(unit), above 0 where the first is better"] + table.lines
    }

    private static func number(_ value: Double?, _ digits: Int = 4) -> String {
        value.map { ResultTables.decimals($0, digits) } ?? "-"
    }
}
