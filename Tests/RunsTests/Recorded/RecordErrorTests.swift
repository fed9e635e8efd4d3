import TestSupport
import Specs
import Runs
import Foundation
import Testing

@Suite("Run folders that are not whole")
struct RecordErrorTests {
    private func line(_ folders: RecordedFolders, _ name: String) throws -> String? {
        do {
            _ = try folders.experiments([name])
            return nil
        } catch let trouble as RecordError {
            return trouble.description.replacing(folders.output, with: "OUT")
        }
    }

    @Test("what is missing, and what is damaged, with the command that makes it")
    func damaged() throws {
        try RecordedFolders.with { folders in
            try folders.write(try folders.spec("a", seeds: [0, 1, 2, 3, 9]), seeds: [0, 1, 2, 3, 9])
            #expect(try line(folders, "a") == nil)
            try Data("garbage".utf8).write(to: URL(fileURLWithPath: folders.path("a/seed-1/steps.csv")))
            let call = "`onecycle run OUT/a/spec.json --output OUT` trains them"
            #expect(
                try line(folders, "a")
                    == "OUT/a: 1 of 5 seeds are damaged (OUT/a/seed-1/steps.csv: altered after the run); \(call) again")
            try Data("{}".utf8).write(to: URL(fileURLWithPath: folders.path("a/seed-2/summary.json")))
            try FileManager.default.removeItem(atPath: folders.path("a/seed-9"))
            #expect(
                try line(folders, "a")
                    == "OUT/a: 1 of 5 seeds are not trained (9), 2 of 5 seeds are damaged (OUT/a/seed-1/steps.csv, "
                    + "OUT/a/seed-2/summary.json: altered after the run); \(call) again")
            // A folder that was renamed is trained where it is now.
            try FileManager.default.moveItem(atPath: folders.path("a"), toPath: folders.path("b c"))
            try FileManager.default.moveItem(atPath: folders.path("b c"), toPath: folders.path("b"))
            #expect(
                try line(folders, "b")?.contains("`onecycle run OUT/b/spec.json --set name=b --output OUT`") == true)
        }
    }
}

@Suite("Lists of seeds as text")
struct SeedTextTests {
    @Test("neighbours are a range, and of very many parts the first are named")
    func text() {
        #expect(SeedList.text([]) == "")
        #expect(SeedList.text([7]) == "7")
        #expect(SeedList.text([0, 1]) == "0, 1")
        #expect(SeedList.text([0, 1, 2]) == "0 to 2")
        #expect(SeedList.text([5, 0, 1, 2, 3, .max]) == "5, 0 to 3, 18446744073709551615")
        #expect(SeedList.text(Array(stride(from: 0, to: 40, by: 2)), limit: 3) == "0, 2, 4, ...")
        #expect(SeedList.text(Array(0..<10_000)) == "0 to 9999")
    }
}
