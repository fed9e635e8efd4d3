import Text
import FigureFiles
import Specs
import Training
package import Runs
import Foundation
package import Report

/// One experiment of a report: the content of its folder in words, tables and figures.
package struct ReportedExperiment {
    private let found: RecordedExperiment
    /// The start of its figures' names.
    private let stem: String
    /// The path from the report to the run folder, ending in "/" or empty; nil if the report may be moved alone.
    private let way: String?

    package init(_ found: RecordedExperiment, stem: String, way: String?) {
        self.found = found
        self.stem = stem
        self.way = way
    }

    private var spec: ExperimentSpec { found.resolved.spec }
    private var summaries: [RunSummary] { found.runs.map(\.summary) }
    private var state: SeedStates { SeedStates(found) }

    /// - Parameter isDrawn: whether the report shows its figures; if not, it links to those in the run folder.
    /// - Throws: `PictureError`.
    package func content(_ drawing: inout ReportDrawing, isDrawn: Bool) throws -> ReportExperiment {
        ReportExperiment(
            name: spec.name, description: found.resolved.trial == nil ? spec.description : "",
            summary: SpecText.summary(spec), warnings: warnings, facts: facts, tables: summaries.isEmpty ? [] : [seeds],
            figures: isDrawn ? try RunFindings(found, stem: stem).figures(&drawing) : [], files: isDrawn ? [] : files,
            spec: found.resolved.document, commands: RunAgain.commands(for: found))
    }

    /// Figures in its folder.
    private var files: [ReportFile] {
        guard let way else { return [] }
        return spec.figures.flatMap { kind in spec.formats.map { "\(kind.rawValue).\($0.rawValue)" } }
            .filter { FileManager.default.fileExists(atPath: found.folder.file($0)) }
            .map { ReportFile($0, path: way + $0) }
    }

    private var warnings: [String] {
        var warnings: [String] = []
        if let incomplete = state.sentence {
            warnings.append("\(incomplete). It is excluded from comparisons until all seeds are complete.")
        }
        if let rangeTest = DamageText(found).rangeTest {
            warnings.append("\(rangeTest.prefix(1).uppercased())\(rangeTest.dropFirst()).")
        }
        for (status, words) in [(Outcome.diverged, "diverged"), (.stuck, "did not learn")] {
            let runs = summaries.filter { $0.status == status }
            guard let first = runs.first else { continue }
            let reason = first.reason.map { runs.count == 1 ? ": \($0)" : "; seed \(first.seed): \($0)" } ?? ""
            warnings.append(
                "\(runs.count) of \(summaries.count) runs \(words) (\(SeedStates.list(runs.map(\.seed))))\(reason). "
                    + "Results include \(runs.count == 1 ? "it" : "them"), with the recorded validations.")
        }
        return warnings + found.resolved.warnings.map { "\($0)" }
    }

    private var facts: [ReportFact] {
        func distinct(_ name: String, _ value: (RunSummary) -> String) -> ReportFact? {
            var values: [String] = []
            for text in summaries.map(value) where !values.contains(text) { values.append(text) }
            return values.isEmpty ? nil : ReportFact(name, values.joined(separator: "; "))
        }
        let seconds = summaries.map(\.trainSeconds)
        return [
            distinct("Machine") { run in
                run.machine.map { "\($0.cpu), \(Plural.counted($0.cores, "core")), \($0.os)" }
                    ?? "not recorded"
            },
            distinct("Trained by") { run in
                "onecycle \(run.versions.onecycle), oneDNN \(run.versions.oneDNN)"
                    + (run.machine.map { ", built with \($0.compiler)" } ?? "")
            },
            distinct("Instruction set") { $0.isa },
            distinct("Threads of a run") { "\($0.threads)" },
            seconds.isEmpty
                ? nil
                : ReportFact(
                    "Seconds of a run",
                    "\(NumberText.decimals(seconds.min() ?? 0, 2)) to \(NumberText.decimals(seconds.max() ?? 0, 2))"
                ),
            distinct("Spec (SHA-256)") { $0.hashes.spec },
            distinct("Training images (SHA-256)") { $0.hashes.images.trainData },
            distinct("Validation images (SHA-256)") { $0.hashes.images.validData },
        ].compactMap { $0 }
    }

    private var seeds: ReportTable {
        func number(_ value: Double?, _ digits: Int = 4) -> String {
            value.map { NumberText.decimals($0, digits) } ?? "-"
        }
        let hasTest = summaries.contains { $0.testAccuracy != nil }
        let test: [ReportTable.Column] = hasTest ? [.init("test accuracy"), .init("test_loss")] : []
        return ReportTable(
            caption: "\(spec.name) by seed",
            columns: [
                .init("seed", .text), .init("status", .text), .init("steps"), .init("final accuracy"),
                .init("best accuracy"), .init("valid_loss"),
            ] + test + [.init("seconds"), .init("model (SHA-256)", .code)],
            rows: summaries.map { run in
                [
                    "\(run.seed)", run.status.rawValue, "\(run.steps)", number(run.final?.accuracy),
                    number(run.best?.accuracy), number(run.final?.validLoss),
                ] + (hasTest ? [number(run.testAccuracy), number(run.testLoss)] : []) + [
                    number(run.trainSeconds, 2), run.hashes.model,
                ]
            })
    }
}
