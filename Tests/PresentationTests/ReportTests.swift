import Comparison
import Foundation
import Presentation
import Report
import Runs
import Specs
import TestSupport
import Testing

@Suite("Content of reports")
struct ReportTests {
    private func content(
        of folders: RecordedFolders, target: Double? = nil, _ format: ReportFormat = .md,
        baseline: ComparisonOptions.Baseline = .ofStudy
    ) throws -> (content: ReportContent, incomplete: [String], pictures: [String]) {
        var drawing = ReportDrawing(format)
        let report = ResultsReport(
            try ResultsFolder(path: folders.output), path: folders.output,
            options: .init(target: target, baseline: baseline),
            isInFolder: true)
        let content = try report.content(&drawing)
        return (content, report.incomplete, drawing.pictures.map(\.name))
    }

    @Test("experiments that share their settings are one set with verdicts, tables, figures and commands")
    func set() throws {
        try RecordedFolders.with { folders in
            try folders.write(try folders.spec("fast"), seeds: [0, 1, 2])
            try folders.write(try folders.constant("slow", lr: "0.01"), seeds: [0, 1, 2], results: "slow")
            let (content, incomplete, pictures) = try content(of: folders)
            #expect(incomplete.isEmpty && content.warnings.isEmpty)
            #expect(content.summary == "2 experiments, 6 runs, from \(folders.output).")
            let set = try #require(content.sets.first)
            #expect(content.sets.count == 1)
            #expect(set.title == "digits, 2 epochs, 3 seeds")
            #expect(set.verdicts.count == 1)
            #expect(set.experiments.map(\.name) == ["fast", "slow"])
            #expect(set.tables.map(\.columns.count) == [7, 9])
            #expect(set.tables[0].rows.map { $0[0] } == ["fast", "slow"])
            #expect(set.tables[0].rows[0][2] == "0.5100")
            #expect(set.lead?.name == "comparison-1-final")
            #expect(
                set.figures.map(\.name)
                    == ["loss", "accuracy", "differences", "rates", "schedules"].map { "comparison-1-\($0)" })
            #expect(pictures.contains("fast-loss") && pictures.contains("slow-schedule"))
            #expect(!pictures.contains("fast-lr_finder"))
            #expect(
                content.commands.suffix(2) == ["# this report", "onecycle report \(folders.output)"])
            #expect(
                content.commands.contains(
                    "onecycle compare \(folders.path("fast")) \(folders.path("slow"))"))
        }
    }

    @Test("a target adds its figure and its option")
    func target() throws {
        try RecordedFolders.with { folders in
            try folders.write(try folders.spec("fast"), seeds: [0, 1, 2])
            try folders.write(try folders.constant("slow", lr: "0.01"), seeds: [0, 1, 2], results: "slow")
            let (content, _, pictures) = try content(of: folders, target: 0.505)
            #expect(pictures.contains("comparison-1-time_to_target"))
            #expect(content.commands.last?.hasSuffix(" --target 0.505") == true)
            let figure = try #require(content.sets[0].figures.last { $0.name.hasSuffix("time_to_target") })
            #expect(figure.caption.contains("Fastest: "))
        }
    }

    @Test("a grid's map stands beside the answers")
    func grid() throws {
        try RecordedFolders.with { folders in
            let text = withSchedule(#""grid": {"epochs": [1, 2]}, "seeds": 3, "figures": []"#)
            for spec in try SpecFile.parseAll(bytes: Array(text.utf8), path: "s.json") {
                try folders.write(spec, seeds: [0, 1, 2])
            }
            let set = try #require(try content(of: folders).content.sets.first)
            #expect(set.lead?.name == "comparison-1-sensitivity")
            #expect(set.figures.contains { $0.name == "comparison-1-final" })
        }
    }

    @Test("a baseline gives the comparisons of `compare --baseline`, in the sets that have it")
    func baseline() throws {
        try RecordedFolders.with { folders in
            for (name, rate) in [("a", "0.1"), ("b", "0.2"), ("c", "0.3")] {
                try folders.write(try folders.constant(name, lr: rate), seeds: [0, 1, 2], results: name)
            }
            try folders.write(try folders.spec("other", ", \"epochs\": 9"), seeds: [0, 1, 2])
            let (all, _, _) = try content(of: folders)
            #expect(all.sets[0].verdicts.count == 3)
            let (found, _, _) = try content(of: folders, baseline: .named("b"))
            #expect(found.sets.count == 2 && found.sets[0].verdicts.count == 2)
            #expect(found.sets[0].verdicts.allSatisfy { $0.sentence.contains("b") })
            #expect(found.commands.last == "onecycle report \(folders.output) --baseline b")
            #expect(found.commands.contains { $0.hasPrefix("onecycle compare ") && $0.hasSuffix(" --baseline b") })
            #expect(throws: ComparisonError.self) { try content(of: folders, baseline: .named("nothing")) }
        }
    }

    @Test("folders with different results of a seed are in a set of their own, with the reason")
    func conflict() throws {
        try RecordedFolders.with { folders in
            try folders.write(try folders.spec("a", seeds: [0, 1]), seeds: [0, 1], results: "another CPU")
            try folders.write(try folders.spec("b", seeds: [0, 1, 2]), seeds: [0, 1, 2])
            let (found, lines, _) = try content(of: folders)
            #expect(found.sets.map(\.title) == ["Conflicting results"])
            #expect(found.sets[0].experiments.map(\.name) == ["a", "b"] && found.sets[0].verdicts.isEmpty)
            #expect(lines.count == 1 && found.warnings == lines)
            #expect(lines[0].contains("one training, but different results of seeds 0, 1"))
        }
    }

    @Test("an experiment without all seeds is in a set of its own, with the reason")
    func incomplete() throws {
        try RecordedFolders.with { folders in
            try folders.write(try folders.spec("whole"), seeds: [0, 1, 2])
            try folders.write(try folders.spec("part", ", \"epochs\": 3"), seeds: [0])
            let (content, incomplete, _) = try content(of: folders)
            #expect(incomplete == ["part: 1 of 3 seeds are complete; not trained: seeds 1, 2"])
            #expect(content.warnings == incomplete)
            #expect(content.sets.map(\.title).last == "Incomplete")
            let part = try #require(content.sets.last?.experiments.first)
            #expect(
                part.warnings == [
                    "1 of 3 seeds are complete; not trained: seeds 1, 2. It is excluded from comparisons until all seeds "
                        + "are complete."
                ])
        }
    }

    @Test("a single experiment says that it has nothing comparable beside it")
    func alone() throws {
        try RecordedFolders.with { folders in
            try folders.write(try folders.spec("fast", seeds: [4]), seeds: [4])
            let (content, _, _) = try content(of: folders)
            #expect(
                content.sets.first?.verdicts.map(\.sentence)
                    == ["fast: final accuracy 0.5400 (n = 1); no comparable experiment here"])
            let experiment = try #require(content.sets.first?.experiments.first)
            #expect(experiment.summary == "1cycle (documented) to lr 0.05, 2 epochs, digits, 1 seed")
            #expect(experiment.tables.first?.rows.first?.prefix(5) == ["4", "completed", "1", "-", "-"])
            #expect(experiment.commands.first == "# from the run folder, into another folder")
            let schedule = try #require(experiment.figures.first { $0.name == "fast-schedule" })
            #expect(schedule.alternative.contains("The rate is 0.1 in all 1 step."))
        }
    }

    @Test("the page has drawings for wide and narrow screens, Markdown has pictures")
    func drawings() throws {
        try RecordedFolders.with { folders in
            try folders.write(try folders.spec("fast", seeds: [0]), seeds: [0])
            let (page, _, none) = try content(of: folders, .html)
            let figure = try #require(page.sets.first?.experiments.first?.figures.first)
            #expect(none.isEmpty)
            #expect(figure.wide?.elements.contains("<path") == true)
            #expect(figure.narrow?.width == 343)
            #expect(!page.figureStyles.isEmpty)
            let (markdown, _, pictures) = try content(of: folders)
            #expect(pictures == ["fast-loss", "fast-schedule"])
            #expect(markdown.sets.first?.experiments.first?.figures.first?.wide == nil)
        }
    }
}

@Suite("Folders that are protected")
struct ResultsGuardTests {
    @Test("nothing is written into a run folder, or over a run's files")
    func guarded() throws {
        try RecordedFolders.with { folders in
            try folders.write(try folders.spec("fast", seeds: [0]), seeds: [0])
            let run = folders.path("fast")
            #expect(throws: ProtectedFolder.self) { try ResultsGuard.check(folder: run, for: "exports", remedy: "no") }
            #expect(throws: ProtectedFolder.self) {
                try ResultsGuard.check(folder: run + "/seed-0", for: "exports", remedy: "no")
            }
            #expect(throws: ProtectedFolder.self) {
                try ResultsGuard.check(file: run + "/spec.json", own: ["report.md"], remedy: "choose another")
            }
            try ResultsGuard.check(file: run + "/report.md", own: ["report.md"], remedy: "no")
            try ResultsGuard.check(folder: folders.output, for: "exports", remedy: "no")
            try ResultsGuard.check(folder: folders.path("new"), for: "exports", remedy: "no")
            do {
                try ResultsGuard.check(folder: run, for: "exports", remedy: "choose another folder with --to")
            } catch {
                #expect(
                    "\(error)"
                        == "\(run): is a run folder, which cannot hold exports; choose another folder with --to")
            }
        }
    }
}
