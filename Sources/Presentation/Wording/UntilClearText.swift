package import Comparison
import Statistics
import Text
import Training

/// Seeds as needed, in words.
package enum UntilClearText {
    /// Max number of comparisons in a line.
    private static let limit = 3

    /// A round's line: "9 seeds: 1 of 3 comparisons clear; open: a against b: 0.07 points (-0.05 to 0.19)".
    package static func round(_ report: UntilClearReport) -> String {
        let open = report.pairs.filter { !$0.isClear }
        let clear = report.pairs.count - open.count
        let head =
            report.pairs.count == 1
            ? (clear == 1 ? "clear" : "not clear") : "\(clear) of \(report.pairs.count) comparisons clear"
        let shown = open.prefix(limit).map { pair in
            amount(pair, report.metric)
                + (pair.limitNeeded.map { ", which needs \(count($0)) seeds" } ?? "")
        }
        let rest = open.count > limit ? ["and \(open.count - limit) more"] : []
        return "\(seeds(report)): \(head)" + (open.isEmpty ? "" : "; open: ") + (shown + rest).joined(separator: "; ")
    }

    /// The result: a line for all comparisons if there are several, then one for each, the clear ones first.
    package static func lines(_ report: UntilClearReport) -> [String] {
        let clear = report.pairs.filter(\.isClear)
        let others = report.pairs.filter { !$0.isClear }
        var lines: [String] = []
        if report.pairs.count > 1 {
            let family = report.baseline.map { " with \(Printable.text($0))" } ?? ""
            lines.append(
                "\(report.pairs.count) comparisons\(family): \(clear.count) clear"
                    + (others.isEmpty ? "" : ", \(others.count) not"))
        }
        lines += (clear + others).map { sentence($0, report) }
        let look = report.firstLook
        if others.contains(where: { $0.n < look && !$0.isInfinite }) {
            lines.append("no comparison can be clear before \(look) seeds")
        }
        return lines
    }

    private static func sentence(_ pair: UntilClearPair, _ report: UntilClearReport) -> String {
        let (first, second) = ordered(pair)
        if pair.isInfinite {
            return
                "\(first) and \(second) cannot be compared by \(report.metric.name): not every loss is a finite number"
        }
        guard pair.isClear else { return open(pair, report) }
        let size = abs(pair.meanDifference ?? 0)
        let correction =
            report.pairs.count > 1 ? " by Holm over \(report.pairs.count) comparisons" : ""
        var details = range(pair, report.metric).map { ["\($0) at any time"] } ?? []
        if let p = pair.anytimePHolm { details.append("p <= \(NumberText.significant(p, digits: 2))\(correction)") }
        if let after = pair.clearAfter {
            details.append("clear after \(after)\(after == pair.n ? "" : " of \(pair.n)") seeds")
        }
        return "\(first) is better than \(second) by \(wording(pair, report.metric).amount(size)) "
            + "(\(details.joined(separator: ", ")))"
    }

    /// "about 60", "over 1,000": an estimate from few seeds.
    private static func count(_ needed: Int) -> String {
        let largest = UntilClearOptions.limits.upperBound
        return needed > largest ? "over \(NumberText.grouped(largest))" : "about \(needed)"
    }

    private static func open(_ pair: UntilClearPair, _ report: UntilClearReport) -> String {
        let isAtLimit = pair.n >= report.limit
        var text =
            "not clear after \(Plural.counted(pair.n, "seed"))\(isAtLimit ? ", the limit" : ""): "
            + amount(pair, report.metric, remark: " at any time")
        if pair.n >= report.firstLook, pair.interval == nil, pair.meanDifference != 0 {
            text += ", without an interval, since single seeds decide the mean"
        }
        if isAtLimit, let detectable = pair.smallestDetectable {
            text += "; \(pair.n) seeds could show \(wording(pair, report.metric).amount(detectable))"
        }
        if let needed = pair.limitNeeded, needed > pair.n {
            text += "; a limit of \(count(needed)) would show this difference"
        }
        return text
    }

    /// "a against b: 0.07 points (-0.05 to 0.19)", the arm that is ahead first.
    private static func amount(_ pair: UntilClearPair, _ metric: ValidationMetric, remark: String = "") -> String {
        let (first, second) = ordered(pair)
        guard let mean = pair.meanDifference else { return "\(first) against \(second)" }
        if mean == 0, pair.interval == nil { return "\(first) against \(second): no difference" }
        let range = range(pair, metric).map { " (\($0)\(remark))" } ?? ""
        return "\(first) against \(second): \(wording(pair, metric).amount(abs(mean)))\(range)"
    }

    private static func ordered(_ pair: UntilClearPair) -> (String, String) {
        let names = (Printable.text(pair.first), Printable.text(pair.second))
        return (pair.meanDifference ?? 0) < 0 ? (names.1, names.0) : names
    }

    /// "9 seeds", "9 to 12 seeds"
    private static func seeds(_ report: UntilClearReport) -> String {
        let counts = report.pairs.map(\.n)
        let (least, greatest) = (counts.min() ?? 0, counts.max() ?? 0)
        return (least < greatest ? "\(least) to " : "") + Plural.counted(greatest, "seed")
    }

    private static func range(_ pair: UntilClearPair, _ metric: ValidationMetric) -> String? {
        guard let interval = pair.interval, let mean = pair.meanDifference else { return nil }
        let (low, high) = mean < 0 ? (-interval.high, -interval.low) : (interval.low, interval.high)
        return wording(pair, metric).range(low, high)
    }

    private static func wording(_ pair: UntilClearPair, _ metric: ValidationMetric) -> DifferenceText {
        DifferenceText(metric, width: pair.interval.map { $0.high - $0.low } ?? pair.meanDifference ?? 0)
    }
}
