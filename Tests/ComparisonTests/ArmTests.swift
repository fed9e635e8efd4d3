import TestSupport
import Specs
import Runs
import Comparison
import Statistics
import Foundation
import Testing

@Suite("Run folders as arms")
struct ArmTests {
    /// The error of a comparison.
    private func trouble(_ folders: RecordedFolders, _ names: String...) throws -> ComparisonError? {
        do {
            _ = try ExperimentComparison(try folders.experiments(names), options: .init())
            return nil
        } catch let error as ComparisonError {
            return error
        }
    }

    @Test("folders of one training with different seeds are one arm")
    func joined() throws {
        try RecordedFolders.with { folders in
            try folders.write(try folders.spec("a"), seeds: [0, 1, 2])
            try folders.write(try folders.spec("a2", seeds: [2, 4, 3]), seeds: [2, 3, 4])
            try folders.write(
                try folders.spec("b", ", \"optimizer\": {\"type\": \"sgd\"}", seeds: [4, 3, 2, 1, 0]),
                seeds: [0, 1, 2, 3, 4])
            let comparison = try folders.compare("a", "b", "a2")
            #expect(comparison.experiments.map(\.name) == ["a", "b"])
            #expect(comparison.experiments[0].folders.map(\.path) == [folders.path("a"), folders.path("a2")])
            #expect(comparison.experiments[0].resolved.spec.seeds == [0, 1, 2, 3, 4])
            #expect(comparison.report.arms.map(\.n) == [5, 5])
            #expect(comparison.report.pairs.map(\.n) == [5])
            // The order of seeds is no mismatch.
            #expect(comparison.mismatches.isEmpty)
        }
    }

    @Test("a folder named twice, a copy, results that do not agree, and one name for two trainings are refused")
    func refused() throws {
        try RecordedFolders.with { folders in
            let (a, b) = (try folders.spec("a"), try folders.spec("b", ", \"epochs\": 3"))
            try folders.write(a, seeds: [0, 1, 2])
            try folders.write(b, seeds: [0, 1, 2])
            let path = folders.path("a")
            #expect(
                try trouble(folders, "a", "b", "../\(URL(fileURLWithPath: folders.output).lastPathComponent)/a") != nil)
            #expect(try trouble(folders, "a", "b", "a") == .sameFolder(path))
            try folders.write(a, to: "copy", seeds: [0, 1, 2])
            #expect(try trouble(folders, "a", "copy") == .copy(folders.path("copy"), of: path))
            try folders.write(try folders.spec("part", seeds: [1]), seeds: [1])
            #expect(try trouble(folders, "a", "part") == .copy(folders.path("part"), of: path))
            #expect(try trouble(folders, "part", "a") == .copy(path, of: folders.path("part")))
            try folders.write(try folders.spec("other", seeds: [2, 3]), seeds: [2, 3], results: "of two threads")
            #expect(
                try trouble(folders, "a", "other")
                    == .differentResults(seed: 2, first: path, second: folders.path("other")))
            try folders.write(try folders.spec("a", ", \"epochs\": 7"), to: "renamed", seeds: [0, 1, 2])
            let name = try #require(try trouble(folders, "a", "renamed"))
            #expect(name == .sameNameInFolders("a", first: path, second: folders.path("renamed")))
            #expect(
                name.description.hasSuffix(
                    "are different trainings, both called a; change \"name\" in the spec.json of one"))
        }
    }

    @Test("what a study tells apart stays apart, by the study's baseline; what it changes is no mismatch")
    func study() throws {
        try RecordedFolders.with { folders in
            let text = withSchedule(
                #""baseline": "b", "arms": {"a": {}, "b": {"epochs": 2}, "c": {"epochs": 5}}, "seeds": 3"#)
            for spec in try SpecFile.parseAll(bytes: Array(text.utf8), path: "s.json") {
                try folders.write(spec, seeds: [0, 1, 2])
            }
            let comparison = try folders.compare("s-a", "s-b", "s-c")
            #expect(comparison.experiments.map(\.name) == ["s-a", "s-b", "s-c"])
            #expect(comparison.mismatches.isEmpty)
            #expect(comparison.report.family.baseline == "s-b")
            #expect(comparison.report.pairs.map(\.first) == ["s-a", "s-c"])
            #expect(comparison.report.pairs.map(\.second) == ["s-b", "s-b"])
            // No baseline if its folder is missing or it is not wanted.
            #expect(try folders.compare("s-a", "s-c").report.family.baseline == nil)
            #expect(try folders.compare("s-a", "s-b", "s-c", baseline: .none).report.pairs.count == 3)
            #expect(try folders.compare("s-a", "s-b", "s-c", baseline: .named("c")).report.family.baseline == "s-c")
            #expect(throws: ComparisonError.noBaseline("d", suggestion: nil, names: ["a", "b", "c"])) {
                try folders.compare("s-a", "s-b", "s-c", baseline: .named("d"))
            }
        }
    }

    @Test("groups: studies for themselves, other experiments by what they share, seeds of one training together")
    func groups() throws {
        try RecordedFolders.with { folders in
            let study = withSchedule(#""grid": {"epochs": [1, 2]}, "seeds": 3"#)
            for spec in try SpecFile.parseAll(bytes: Array(study.utf8), path: "s.json") {
                try folders.write(spec, seeds: [0, 1, 2])
            }
            try folders.write(try folders.spec("a", seeds: [0, 1]), seeds: [0, 1])
            try folders.write(try folders.spec("a2", seeds: [2]), seeds: [2])
            try folders.write(try folders.constant("b", lr: "0.1"), seeds: [0, 1, 2])
            try folders.write(try folders.spec("long", ", \"epochs\": 9"), seeds: [0, 1, 2])
            try folders.write(try folders.spec("few", ", \"optimizer\": {\"type\": \"sgd\"}", seeds: [0]), seeds: [0])
            try folders.write(try folders.constant("copy", lr: "0.1"), seeds: [0, 1, 2])
            let names = ["a", "a2", "b", "copy", "few", "long", "s-epochs-1", "s-epochs-2"]
            let found = ComparableGroups(try folders.experiments(names))
            #expect(
                found.groups.map { $0.map(\.name) }
                    == [["a", "b"], ["few"], ["long"], ["s-epochs-1", "s-epochs-2"]])
            #expect(found.repetitions.map { [$0.experiment.name, $0.of.name] } == [["copy", "b"]])
            #expect(found.groups[0][0].runs.map(\.summary.seed) == [0, 1, 2])
        }
    }

    @Test("folders of one training are one arm with the seeds of all, whatever their names and order")
    func merged() throws {
        try RecordedFolders.with { folders in
            // Two seeds beside ten, before them in the alphabet.
            try folders.write(try folders.spec("a", seeds: [0, 1]), seeds: [0, 1])
            try folders.write(try folders.spec("b", seeds: Array(0..<10)), seeds: Array(0..<10))
            try folders.write(try folders.spec("c", seeds: [9, 10]), seeds: [9, 10])
            try folders.write(try folders.constant("d", lr: "0.1", seeds: Array(0...10)), seeds: Array(0...10))
            for names in [["a", "b", "c", "d"], ["d", "c", "b", "a"]] {
                let found = ComparableGroups(try folders.experiments(names))
                #expect(found.groups.count == 1)
                let arm = try #require(found.groups.first?.first { $0.name == "b" })
                #expect(arm.runs.map(\.summary.seed) == Array(0...10))
                #expect(arm.folders.map(\.path) == [folders.path("b"), folders.path("c")])
                #expect(found.repetitions.map(\.experiment.name) == ["a"] && found.conflicts.isEmpty)
            }
        }
    }

    @Test("folders of one training with different results of a seed are all left out, and named")
    func conflict() throws {
        try RecordedFolders.with { folders in
            try folders.write(try folders.spec("a", seeds: [0, 1]), seeds: [0, 1], results: "another CPU")
            try folders.write(try folders.spec("b", seeds: [0, 1, 2]), seeds: [0, 1, 2])
            try folders.write(try folders.constant("d", lr: "0.1"), seeds: [0, 1, 2])
            let found = ComparableGroups(try folders.experiments(["a", "b", "d"]))
            #expect(found.groups.map { $0.map(\.name) } == [["d"]])
            #expect(found.conflicts.map { $0.experiments.map(\.name) } == [["a", "b"]])
            #expect(found.conflicts.map(\.seeds) == [[0, 1]])
        }
    }

    @Test("data, model, length, images and seeds that differ are named, in both directions")
    func mismatches() throws {
        try RecordedFolders.with { folders in
            try folders.write(try folders.spec("a"), seeds: [0, 1, 2])
            try folders.write(
                try folders.spec("b", ", \"steps\": 9, \"data\": {\"batch_size\": 8}", seeds: [0, 2]), seeds: [0, 2],
                images: "others")
            let comparison = try folders.compare("a", "b")
            #expect(
                comparison.mismatches.map(\.description) == [
                    "data.batch_size: 64 in a, 8 in b", "epochs: 2 in a, none in b",
                    "seeds: [0 to 2] in a, [0, 2] in b", "steps: none in a, 9 in b",
                    "training images (SHA-256): images in a, others in b",
                    "validation images (SHA-256): images in a, others in b",
                ])
            #expect(comparison.report.mismatches == comparison.mismatches)
            let verdict = try #require(comparison.report.pairs.first?.verdict)
            #expect(verdict.mismatches.first == "data.batch_size" && verdict.mismatches.count == 6)
            #expect(verdict.sentence.contains(" (forced: they differ in data.batch_size, "))
        }
    }

    @Test("a constant arm is untuned where its rate is the only one of its kind, and no range test gave it")
    func untuned() throws {
        func untuned(_ arms: [(RecordedFolders) throws -> ResolvedSpec]) throws -> [String] {
            try RecordedFolders.with { folders in
                for arm in arms { try folders.write(try arm(folders), seeds: [0, 1, 2]) }
                let names = try arms.map { try $0(folders).spec.name }
                let comparison = try ExperimentComparison(
                    try folders.experiments(names), options: .init())
                return comparison.report.arms.filter(\.baselineUntuned).map(\.name)
            }
        }
        let sgd = ", \"optimizer\": {\"type\": \"sgd\"}"
        #expect(try untuned([{ try $0.spec("a") }, { try $0.constant("b", lr: "0.1") }]) == ["b"])
        #expect(
            try untuned([
                { try $0.spec("a") }, { try $0.constant("b", lr: "0.1") }, { try $0.constant("c", lr: "0.2") },
            ]) == [])
        #expect(
            try untuned([
                { try $0.spec("a") }, { try $0.constant("b", lr: "0.1") }, { try $0.constant("c", lr: "0.2", sgd) },
            ]) == ["b", "c"])
        // The range test's value is filled in, as a run folder has it.
        let found = #"{"from_finder": "minimum", "value": 0.1}"#
        #expect(try untuned([{ try $0.spec("a") }, { try $0.constant("b", lr: found) }]) == [])
        #expect(try untuned([{ try $0.constant("b", lr: "0.1") }, { try $0.constant("c", lr: "0.1", sgd) }]) == [])
    }
}
