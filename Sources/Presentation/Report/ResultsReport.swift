import Text
import Specs
import Training
package import Runs
package import Comparison
package import Report

/// Maps a folder of results to the content of a report.
package struct ResultsReport {
    private let results: ResultsFolder
    private let path: String
    private let options: ComparisonOptions
    /// Whether the report is in the folder, so that it can link to its files.
    private let isInFolder: Bool
    private let groups: ComparableGroups

    package init(_ results: ResultsFolder, path: String, options: ComparisonOptions, isInFolder: Bool) {
        self.results = results
        self.path = path
        self.options = options
        self.isInFolder = isInFolder
        groups = ComparableGroups(results.experiments.filter(\.isComplete))
    }

    /// - Throws: `ComparisonError`, or `PictureError`.
    package func content(_ drawing: inout ReportDrawing) throws -> ReportContent {
        var sets: [ReportSet] = []
        for (group, comparison) in zip(groups.groups, try comparisons()) {
            let experiments = group.flatMap { recorded in
                results.experiments.filter { recorded.folders.contains($0.folder) }
            }
            let set = ReportedSet(
                comparison, experiments.map(reported), stem: "comparison-\(sets.count + 1)")
            sets.append(try set.content(&drawing))
        }
        for (title, left) in [
            ("Conflicting results", groups.conflicts.flatMap(\.experiments)),
            ("Incomplete", results.experiments.filter { !$0.isComplete }),
        ] where !left.isEmpty {
            let isDrawn = left.count <= ReportedSet.maxDrawn
            let experiments = try left.map { try reported($0).content(&drawing, isDrawn: isDrawn) }
            sets.append(ReportSet(title: title, experiments: experiments))
        }
        return ReportContent(
            title: "Learning-rate schedules: \(Self.folderName(path))", program: "onecycle \(OneCycleVersion.current)",
            summary: summary, warnings: warnings + omissions(drawing), sets: Self.numbered(sets), methods: Self.methods,
            commands: RunAgain.commands(forReportOf: path, groups.groups, options: RunAgain.words(of: options)),
            figureStyles: drawing.styles)
    }

    /// One per group. A baseline that only other groups have, and a test that this group lacks, count for those groups
    /// alone.
    /// - Throws: `ComparisonError`, if no group has the baseline or the test.
    private func comparisons() throws(ComparisonError) -> [ExperimentComparison] {
        var comparisons: [ExperimentComparison] = []
        var (failed, isAnyGood): (ComparisonError?, Bool) = (nil, groups.groups.isEmpty)
        for group in groups.groups {
            var options = options
            while true {
                do throws(ComparisonError) {
                    comparisons.append(try ExperimentComparison(group, options: options))
                    isAnyGood = isAnyGood || options == self.options
                    break
                } catch .noBaseline(let name, let suggestion, let names) {
                    options.baseline = .ofStudy
                    if failed == nil { failed = .noBaseline(name, suggestion: suggestion, names: names) }
                } catch .noTest(let arm, let seed) {
                    options.metric = .finalAccuracy
                    if failed == nil { failed = .noTest(arm: arm, seed: seed) }
                }
            }
        }
        if let failed, !isAnyGood { throw failed }
        return comparisons
    }

    private func reported(_ found: RecordedExperiment) -> ReportedExperiment {
        let name = Self.folderName(found.folder.path)
        let way = found.folder.path == path ? "" : name + "/"
        return ReportedExperiment(found, stem: name, way: isInFolder ? way : nil)
    }

    private var summary: String {
        let runs = results.experiments.reduce(0) { $0 + $1.runs.count }
        return "\(Plural.counted(results.experiments.count, "experiment")), "
            + "\(Plural.counted(runs, "run")), from \(path)."
    }

    /// A line for each experiment that is excluded from comparisons: some of its seeds are incomplete or have several
    /// results. Range tests that are left out have a line each, too.
    package var incomplete: [String] { results.experiments.flatMap { DamageText($0).lines } + conflicts }

    private var conflicts: [String] {
        groups.conflicts.map { conflict in
            let folders = conflict.experiments.map(\.folder.path).joined(separator: ", ")
            return
                "\(folders): one training, but different results of \(SeedStates.list(conflict.seeds)), for instance from "
                + "another kind of CPU; none is compared: move all folders but one out of \(path)"
        }
    }

    /// Whether files of seeds or range tests are damaged or cannot be read, or seeds have several results.
    package var hasDamage: Bool {
        !groups.conflicts.isEmpty || results.experiments.contains { DamageText($0).hasDamage }
    }

    private func omissions(_ drawing: ReportDrawing) -> [String] {
        drawing.omitted == 0
            ? []
            : [
                "\(Plural.counted(drawing.omitted, "figure")) omitted to limit the size of this page; "
                    + "`onecycle compare` and `onecycle plot` write them as files."
            ]
    }

    private var warnings: [String] {
        incomplete
            + groups.repetitions.map { repetition in
                "\(repetition.experiment.folder.path) is the same training as \(repetition.of.folder.path), with equal results, and is counted once."
            } + results.unreadable.flatMap(\.lines).map { "Not read: \($0)" }
    }

    /// Adds a number to titles that several sets share.
    private static func numbered(_ sets: [ReportSet]) -> [ReportSet] {
        var counts: [String: Int] = [:]
        for set in sets { counts[set.title, default: 0] += 1 }
        var seen: [String: Int] = [:]
        return sets.map { set in
            guard counts[set.title, default: 0] > 1 else { return set }
            seen[set.title, default: 0] += 1
            var set = set
            set.title += " (\(seen[set.title, default: 0]))"
            return set
        }
    }

    /// The last part of a path; the path itself if it has none.
    private static func folderName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    private static let methods = [
        "A run diverged if a loss or a parameter was not finite, or if its training loss ended at more than four times its "
            + "start. It is stuck if it learned nothing in 50 steps or more. By accuracy it is then no better than the most "
            + "frequent class, and by training loss no better than guessing. Results include such runs; curves are means of "
            + "the runs that did not diverge.",
        "Experiments of one study are compared with each other. Others are compared if they share data, model, length and "
            + "seeds; the rest are in separate sets. Runs of one seed see the same images in the same order, so differences "
            + "are taken seed by seed.",
        "An interval holds the mean over seeds with a probability of 95 %. It follows Student\u{2019}s t on a scale that keeps it "
            + "within the possible values: 0 to 1 for accuracies, above 0 for losses. The intervals of differences are corrected by "
            + "Bonferroni, so that all of a set hold together with 95 %. p is from a two-sided sign-flip test of the paired "
            + "differences. Holm\u{2019}s correction covers the comparisons of a set: those with the study\u{2019}s baseline, or "
            + "else all pairs. A p below 0.05 shows a difference; a higher p does not prove equality.",
        "A diverged run counts like any other, with the values of its last validation. The best arm of several was chosen on the "
            + "images that its accuracy is reported on.",
        "The same spec, seed and kind of CPU give the same bytes, with any number of threads. Compare the SHA-256 of two models to "
            + "see whether their runs were the same.",
    ]
}
