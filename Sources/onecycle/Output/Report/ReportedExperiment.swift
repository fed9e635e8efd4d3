import Experiments
import Figures
import Plotting
import Report
import Training

/// One experiment of a report: what was found in its folder, in words, tables and figures.
struct ReportedExperiment {
    private let found: FoundExperiment
    /// What the names of its figures begin with.
    private let stem: String

    init(_ found: FoundExperiment, stem: String) {
        self.found = found
        self.stem = stem
    }

    private var spec: ExperimentSpec { found.resolved.spec }
    private var summaries: [RunSummary] { found.runs.map(\.summary) }

    /// - Throws: `PictureError`.
    func content(_ drawing: inout ReportDrawing) throws -> ReportExperiment {
        ReportExperiment(
            name: spec.name, description: spec.description, summary: SpecText.summary(spec), warnings: warnings,
            facts: facts, tables: summaries.isEmpty ? [] : [seeds], figures: try figures(&drawing),
            spec: found.resolved.document, commands: commands)
    }

    /// "3 of 5 seeds trained", where not all are.
    var progress: String? {
        let count = spec.seeds.count
        return found.missing.isEmpty ? nil : "\(count - found.missing.count) of \(count) seeds trained"
    }

    private var warnings: [String] {
        var warnings: [String] = []
        if let progress {
            warnings.append(
                "\(progress); missing, incomplete or of another training: \(Self.list(found.missing)). "
                    + "It is in no comparison until all are.")
        }
        let diverged = summaries.filter { $0.status == .diverged }.map(\.seed)
        if !diverged.isEmpty {
            warnings.append(
                "\(diverged.count) of \(summaries.count) runs diverged (\(Self.list(diverged))); "
                    + "they count in every number, with what their validations recorded.")
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
            distinct("Trained by") { "onecycle \($0.versions.onecycle), oneDNN \($0.versions.oneDNN)" },
            distinct("Instruction set") { $0.isa },
            distinct("Threads of a run") { "\($0.threads)" },
            seconds.isEmpty
                ? nil
                : ReportFact(
                    "Seconds of a run",
                    "\(ResultTables.decimals(seconds.min() ?? 0, 2)) to \(ResultTables.decimals(seconds.max() ?? 0, 2))"
                ),
            distinct("Spec (SHA-256)") { $0.hashes.spec },
            distinct("Training images (SHA-256)") { $0.hashes.trainData },
            distinct("Validation images (SHA-256)") { $0.hashes.validData },
        ].compactMap { $0 }
    }

    private var seeds: ReportTable {
        func number(_ value: Double?, _ digits: Int = 4) -> String {
            value.map { ResultTables.decimals($0, digits) } ?? "-"
        }
        return ReportTable(
            caption: "\(spec.name) by seed",
            columns: [
                .init("seed", .text), .init("status", .text), .init("steps"), .init("final accuracy"),
                .init("best accuracy"), .init("valid_loss"), .init("seconds"), .init("model (SHA-256)", .code),
            ],
            rows: summaries.map { run in
                [
                    "\(run.seed)", run.status.rawValue, "\(run.steps)", number(run.final?.accuracy),
                    number(run.best?.accuracy), number(run.final?.validLoss), number(run.trainSeconds, 2),
                    run.hashes.model,
                ]
            })
    }

    /// Nothing but what is in the folder, or on the page, is needed for them.
    private var commands: [String] {
        let threads = Set(summaries.map(\.threads))
        let option = threads.count == 1 ? threads.first.map { " --threads \($0)" } ?? "" : ""
        let path = ShellWord.quoted(found.folder.file("spec.json"))
        var lines = ["# from the run folder, into another one", "onecycle run \(path)\(option) --output again"]
        if case .drawn = spec.model.weights {
            let file = ShellWord.quoted(spec.name + ".json")
            lines += ["# from this report alone: the spec above, saved as a file", "onecycle run \(file)\(option)"]
        }
        return lines
    }

    // MARK: Figures

    private func figures(_ drawing: inout ReportDrawing) throws -> [ReportFigure] {
        let histories = found.runs.map(\.history)
        return [
            try drawing.figure("\(stem)-loss", alternative: lossAlternative) { loss(histories, $0) },
            try drawing.figure("\(stem)-schedule", alternative: scheduleAlternative) { schedule(histories, $0) },
            try drawing.figure("\(stem)-lr_finder", alternative: finderAlternative) { theme in
                found.finder.map { .lrFinder($0.curves.map(\.curve), name: spec.name, theme: theme) }
            },
        ].compactMap { $0 }
    }

    private func loss(_ histories: [History], _ theme: Theme) -> Figure? {
        guard let first = histories.first else { return nil }
        let firstEpoch = max(1, first.steps.prefix { $0.epoch == 0 }.count)
        let smoothing: Smoothing =
            switch spec.smoothing {
            case .exponential(let beta): .exponential(beta: beta)
            case .window(let fraction): .window(steps: max(1, Int((fraction * Double(firstEpoch)).rounded())))
            }
        return .loss(
            histories, name: spec.name, smoothing: smoothing, firstSeed: summaries.first?.seed ?? 0,
            momentumName: spec.momentumName, theme: theme)
    }

    private func schedule(_ histories: [History], _ theme: Theme) -> Figure? {
        histories.first.map { history in
            .schedule(
                lr: history.steps.map(\.lr), momentum: history.steps.map(\.momentum),
                stepsPerEpoch: max(1, history.steps.prefix { $0.epoch == 0 }.count), name: spec.name,
                detail: SpecText.schedule(spec.schedule), momentumName: spec.momentumName, theme: theme)
        }
    }

    private var lossAlternative: String {
        let accuracies = summaries.compactMap(\.final?.accuracy)
        let range =
            switch (accuracies.min(), accuracies.max()) {
            case (let low?, let high?) where low < high:
                "The final validation accuracy is between \(ResultTables.decimals(low, 4)) and "
                    + "\(ResultTables.decimals(high, 4))."
            case (let low?, _): "The final validation accuracy is \(ResultTables.decimals(low, 4))."
            default: "No validation was recorded."
            }
        return "Line chart of loss and accuracy by step for \(SpecText.counted(summaries.count, "seed")) of "
            + "\(spec.name), above the learning rate by step. \(range)"
    }

    private var scheduleAlternative: String {
        let rates = found.runs.first?.history.steps.map(\.lr) ?? []
        let words = [("starts at", rates.first), ("has its highest value at", rates.max()), ("ends at", rates.last)]
            .compactMap { words, rate in rate.map { "\(words) \(Rounded.significant($0))" } }
        return "Line chart of the learning rate by step for \(spec.name): it \(words.joined(separator: ", ")) after "
            + "\(SpecText.counted(rates.count, "step"))."
    }

    private var finderAlternative: String {
        let rate =
            switch found.finder?.rates.consensus {
            case .success(let consensus)?: "Its methods agree on a rate of \(Rounded.significant(consensus.lr))."
            case .failure(let reason)?: "It has no reliable suggestion: \(reason)."
            case nil: ""
            }
        return "Line chart of the loss by learning rate in the range test of \(spec.name). \(rate)"
    }

    private static func list(_ seeds: [UInt64]) -> String {
        "seed\(seeds.count == 1 ? "" : "s") \(SeedList.text(seeds))"
    }
}
