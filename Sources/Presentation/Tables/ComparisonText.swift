import Runs
import Specs
import Statistics
import Training
import Text
package import Comparison

/// A comparison as text: the answer, the table of arms, then the pairs and the meaning of their numbers.
package enum ComparisonText {
    /// Max number of verdicts, and of rows of the table of pairs.
    private static let limit = 12

    /// What `compare` prints.
    /// - Parameters:
    ///   - curves: of each arm of the report, the mean validation accuracy by epoch; empty if they are unknown.
    ///   - names: shortens the names of a study's arms.
    package static func lines(
        _ report: ComparisonReport, curves: [[Double]] = [], names: ShortNames = .init([]), style: TableStyle = .init()
    ) -> [String] {
        let ranked = report.rankedPairs
        var lines: [String] = []
        if let leader = report.best { lines.append(style.paint(names.short(leader.sentence), .bold)) }
        // Of many pairs only those with a difference: the table has the others.
        let told = ranked.count > limit ? ranked.filter { $0.verdict.finding == .beats } : ranked
        lines += told.prefix(limit).map {
            style.paint(names.short($0.verdict.sentence), $0.verdict.finding == .beats ? .green : nil)
        }
        if ranked.count > limit {
            lines.append("\(ranked.count) pairs, \(told.count) with a difference shown; --json prints all")
        }
        var pairs = pairs(report, Array(ranked.prefix(limit)))
        if ranked.count > limit { pairs.caption += "; \(limit) of \(ranked.count)" }
        var remarks = [report.seedsRemark, report.selectionRemark].compactMap { $0 }
        if ranked.count > 1 { remarks.insert(report.summary, at: 0) }
        return lines + [""] + text(arms(report, curves: curves), names, style, emphasis: .bold)
            + (remarks.isEmpty ? [] : [""] + remarks.map(names.short)) + [""] + text(pairs, names, style)
    }

    /// A line for each arm whose seeds are in several folders.
    package static func joinedArms(_ comparison: ExperimentComparison) -> [String] {
        comparison.experiments.filter { $0.folders.count > 1 }.map { arm in
            let seeds = SeedList.text(arm.runs.map(\.summary.seed))
            let folders = arm.folders.map(\.path).joined(separator: ", ")
            return "\(folders): one training; compared as the arm \(arm.name) with seeds \(seeds)"
        }
    }

    /// The mean validation accuracy of each arm by epoch.
    package static func curves(_ comparison: ExperimentComparison) -> [[Double]] {
        comparison.experiments.map { Sparkline.mean($0.runs.map { $0.history.epochs.map(\.accuracy) }) }
    }

    /// A table with its caption; the first column names the row. The notes explain its columns.
    package typealias Table = (caption: String, header: [String], rows: [[String]], notes: [String])

    /// One row per arm, the best mean of the compared metric first.
    package static func arms(_ report: ComparisonReport, curves: [[Double]] = []) -> Table {
        let metric = report.metric
        let hasTarget = report.arms.contains { $0.timeToTarget != nil }
        let sparklines = Sparkline.accuracies(curves)
        let others = otherMetrics(report)
        var header = ["", "n", column(metric), "95 % interval"] + others.map(column) + ["diverged"]
        let hasStuck = report.arms.contains { $0.stuck > 0 }
        header += hasStuck ? ["stuck"] : []
        header += (hasTarget ? ["reached", "median epochs", "median seconds"] : []) + ["deviation"]
        header += sparklines == nil ? [] : ["by epoch"]
        let rows = report.ranking.map { index in
            let arm = report.arms[index]
            let summary = arm[metric]
            var row = [
                Printable.text(arm.name), "\(arm.n)", number(summary.mean),
                IntervalText.cell(summary.interval, digits: 4),
            ]
            row += others.map { number(arm[$0].mean) } + ["\(arm.diverged)"] + (hasStuck ? ["\(arm.stuck)"] : [])
            if hasTarget {
                let time = arm.timeToTarget
                row += [
                    time.map { "\($0.reached) of \($0.n)" } ?? "-", number(time?.medianEpochs, 2),
                    number(time?.medianSeconds, 3),
                ]
            }
            return row + [number(summary.deviation)] + (sparklines.map { [$0[index]] } ?? [])
        }
        var notes = IntervalText.notes(report.arms.map { $0[metric].noInterval })
        if ([metric] + others).contains(.bestAccuracy) {
            notes.append(
                "best: the best epoch of each run, chosen on the images that it is reported on; expect less on others")
        }
        if sparklines != nil { notes.append("by epoch: validation accuracy on a logarithmic scale of 1 - accuracy") }
        let caption = "arms, mean \(metric.name) over seeds, best first; each interval holds its mean with 95 %"
        return (caption, header, rows, notes)
    }

    /// The metrics that stand beside the compared one. A table of other programs has one validation a run: its best epoch
    /// is the last one.
    private static func otherMetrics(_ report: ComparisonReport) -> [ValidationMetric] {
        let hasBest = report.arms.contains { $0[.bestAccuracy].mean != $0[.finalAccuracy].mean }
        let hasTest = report.arms.contains { $0[.testAccuracy].n > 0 }
        let all: [ValidationMetric] =
            [.finalAccuracy, .finalLoss] + (hasBest ? [.bestAccuracy] : []) + (hasTest ? [.testAccuracy] : [])
        return all.filter { $0 != report.metric }
    }

    /// The header of a metric's column.
    private static func column(_ metric: ValidationMetric) -> String {
        switch metric {
        case .finalAccuracy: "accuracy"
        case .finalLoss: "valid_loss"
        case .bestAccuracy: "best"
        case .testAccuracy: "test"
        case .bestLoss, .testLoss: metric.name
        }
    }

    /// One row per pair of arms, in the order of the verdicts.
    package static func pairs(_ report: ComparisonReport) -> Table { pairs(report, report.rankedPairs) }

    private static func pairs(_ report: ComparisonReport, _ shown: [PairReport]) -> Table {
        let scale = report.metric.isAccuracy ? 100.0 : 1
        let isCorrected = report.family.correction != nil
        let header =
            ["", "n", "difference", "interval", "p"] + (isCorrected ? ["p (Holm)"] : [])
            + ["g", "r", "improves", "could show"]
        let rows = shown.map { pair in
            [
                "\(Printable.text(pair.first)) - \(Printable.text(pair.second))", "\(pair.n)",
                number(pair.meanDifference.map { $0 * scale }, 3),
                IntervalText.cell(pair.interval, scale: scale, digits: 3), number(pair.p),
            ] + (isCorrected ? [number(pair.pHolm)] : []) + [
                number(pair.effectSize?.hedgesGz, 2), number(pair.correlation, 2),
                number(pair.probabilityOfImprovement, 2), number(pair.smallestDetectable.map { $0 * scale }, 3),
            ]
        }
        let unit = report.metric.isAccuracy ? "points of accuracy" : "nats of loss"
        return (
            "pairs by seed, in \(unit), above 0 if the first is better", header, rows,
            IntervalText.notes(shown.map(\.noInterval)) + explanations(report)
        )
    }

    /// The table of arms as lines.
    package static func armLines(_ report: ComparisonReport, style: TableStyle = .init()) -> [String] {
        text(arms(report), .init([]), style, emphasis: .bold)
    }

    /// A line for each column of the pairs.
    private static func explanations(_ report: ComparisonReport) -> [String] {
        let (family, alpha) = (report.family, NumberText.significant(report.alpha))
        let confidence = NumberText.significant(100 * family.confidence, digits: 4)
        let power = NumberText.significant(100 * report.power)
        return [
            "interval: of the mean difference; "
                + (family.correction == nil
                    ? "it holds with \(confidence) %"
                    : "each holds with \(confidence) %, all \(family.tests) together with 95 % (Bonferroni)"),
            "p: how often alike arms differ at least as much (sign-flip test); below \(alpha) a difference is shown"
                + (family.correction.map { "; corrected by \($0)" } ?? ""),
            "g: mean difference in units of its deviation over seeds, corrected for few pairs (Hedges' g_z)",
            "r: correlation of both arms over the seeds; above 0, pairs by seed show smaller differences",
            "improves: probability that a run of the first is better than a run of the second",
            "could show: the difference that n pairs show with a probability of \(power) %"
                + (family.correction == nil ? "" : ", corrected for \(family.tests) tests"),
        ]
    }

    /// - Parameter emphasis: of the first row.
    private static func text(
        _ table: Table, _ names: ShortNames, _ style: TableStyle, emphasis: TableStyle.Emphasis? = nil
    ) -> [String] {
        var text = TextTable(table.header)
        for (index, row) in table.rows.enumerated() {
            text.add(row.prefix(1).map(names.short) + row.dropFirst(), index == 0 ? emphasis : nil)
        }
        return [table.caption] + text.lines(in: style) + table.notes.map { style.paint(names.short($0), .dim) }
    }

    private static func number(_ value: Double?, _ digits: Int = 4) -> String {
        value.map { NumberText.decimals($0, digits) } ?? "-"
    }
}
