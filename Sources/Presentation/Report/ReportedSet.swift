import Training
import Text
import Runs
import Datasets
import Specs
import Statistics
package import Comparison
package import Report

/// Experiments of a report that are compared with each other, or a single one.
package struct ReportedSet {
    /// With more experiments, the report links to the figures of each.
    package static let maxDrawn = 8
    /// The same for a study, whose own figures show every experiment.
    private static let maxDrawnOfStudy = 4

    private let comparison: ExperimentComparison
    private let experiments: [ReportedExperiment]
    /// The start of its figures' names.
    private let stem: String

    package init(_ comparison: ExperimentComparison, _ experiments: [ReportedExperiment], stem: String) {
        self.comparison = comparison
        self.experiments = experiments
        self.stem = stem
    }

    private var isComparison: Bool { comparison.experiments.count > 1 }

    /// - Throws: `PictureError`.
    package func content(_ drawing: inout ReportDrawing) throws -> ReportSet {
        var figures = isComparison ? try self.figures(&drawing) : []
        let lead = Self.leads.lazy.compactMap { name in figures.firstIndex { $0.name.hasSuffix("-\(name)") } }.first
            .map { figures.remove(at: $0) }
        let isDrawn = experiments.count <= (study == nil ? Self.maxDrawn : Self.maxDrawnOfStudy)
        return ReportSet(
            title: title, description: study?.description ?? "", summary: summary,
            facts: SharedFacts(comparison.experiments).facts + merged, verdicts: verdicts, lead: lead, tables: tables,
            figures: figures, experiments: try experiments.map { try $0.content(&drawing, isDrawn: isDrawn) })
    }

    /// The figures that may stand beside the answers. For a grid, its map.
    private static let leads = ["sensitivity", "final"]

    /// The arms whose seeds are in several folders.
    private var merged: [ReportFact] {
        ComparisonText.joinedArms(comparison).map { ReportFact("Merged folders", $0) }
    }

    private var study: Trial? { comparison.experiments.first?.resolved.trial }

    /// "mnist_sample, 2 epochs, 10 seeds": what the experiments share, after the name of the study.
    private var title: String {
        let specs = comparison.experiments.map(\.resolved.spec)
        let parts: [(ExperimentSpec) -> String] = [
            { $0.data.source.rawValue }, SpecText.length, { Plural.counted($0.seeds.count, "seed") },
        ]
        let common = parts.compactMap { part in
            let values = Set(specs.map(part))
            return values.count == 1 ? values.first : nil
        }.joined(separator: ", ")
        return study.map { common.isEmpty ? $0.study : "\($0.study): \(common)" } ?? common
    }

    /// The differences that were shown come first, the largest at the top.
    private var verdicts: [ReportVerdict] {
        guard isComparison else { return comparison.report.arms.map { ReportVerdict(alone($0), .undecided) } }
        let names = names
        let pairs = comparison.report.rankedPairs
        let shown = pairs.prefix(Self.maxVerdicts).map(\.verdict).map {
            ReportVerdict(names.short($0.sentence), $0.strength)
        }
        let left = pairs.count - shown.count
        guard left > 0 else { return shown }
        let rest = "\(NumberText.grouped(left)) more pairs: `onecycle compare --json` prints all"
        return shown + [ReportVerdict(rest, .undecided)]
    }

    /// The max number of verdicts that are written out.
    private static let maxVerdicts = 100

    /// All verdicts in one line, and the seeds needed if n is too small.
    private var summary: String {
        let report = comparison.report
        var sentences = report.pairs.count > 1 ? [report.summary, report.seedsRemark].compactMap { $0 } : []
        if let remark = report.selectionRemark { sentences.append(remark) }
        return sentences.isEmpty ? "" : names.short(sentences.joined(separator: ". ") + ".")
    }

    private var names: ShortNames { ShortNames(comparison.experiments) }

    private func alone(_ arm: ArmReport) -> String {
        let accuracy = arm[.finalAccuracy]
        let mean = accuracy.mean.map { "final accuracy \(NumberText.decimals($0, 4))" } ?? "no accuracy recorded"
        let range = accuracy.interval.map {
            "\(NumberText.decimals($0.low, 4)) to \(NumberText.decimals($0.high, 4)), "
        }
        return "\(arm.name): \(mean) (\(range ?? "")n = \(arm.n)); no comparable experiment here"
    }

    private var tables: [ReportTable] {
        let arms = table(ComparisonText.arms(comparison.report))
        return isComparison ? [arms, table(ComparisonText.pairs(comparison.report), isDetail: true)] : [arms]
    }

    /// The max number of rows of a table.
    private static let maxRows = 400

    private func table(_ table: ComparisonText.Table, isDetail: Bool = false) -> ReportTable {
        let names = names
        let left = table.rows.count - Self.maxRows
        return ReportTable(
            caption: names.short(table.caption.prefix(1).uppercased() + table.caption.dropFirst()),
            columns: table.header.enumerated().map { .init($0.element, $0.offset == 0 ? .text : .number) },
            rows: table.rows.prefix(Self.maxRows).map { row in
                row.prefix(1).map(names.short) + row.dropFirst()
            },
            note: (table.notes + (left > 0 ? ["\(left) more rows omitted; `onecycle compare --json` prints all"] : []))
                .map { names.short($0) + "." }.joined(separator: " "),
            isDetail: isDetail)
    }

    private func figures(_ drawing: inout ReportDrawing) throws -> [ReportFigure] {
        let looks = drawing.themes.map { ComparisonFigures.ofReport(comparison, theme: $0) }
        let findings = ComparisonFindings(comparison, names: ArmStyles(comparison.experiments).names)
        guard let first = looks.first else { return [] }
        return try first.indices.compactMap { index in
            let name = first[index].name
            return try drawing.figure(
                "\(stem)-\(name)", kind: findings.kind(name), finding: findings.finding(name),
                looks: looks.map { $0[index].figure })
        }
    }
}

extension Verdict {
    fileprivate var strength: ReportVerdict.Strength {
        switch finding {
        case .beats: .shown
        case .noDifference, .equal: .notShown
        case .tooFewSeeds, .infinite, .noPairs: .undecided
        }
    }
}
