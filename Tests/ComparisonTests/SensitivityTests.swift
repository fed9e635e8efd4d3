import TestSupport
import Specs
import Runs
import Comparison
import Statistics
import Testing

@Suite struct SensitivityTests {
    private func arm(_ rate: String, _ start: String, _ more: [String: String] = [:]) -> [String: String] {
        ["schedule.lr_max": rate, "schedule.pct_start": start, "epochs": "2"].merging(more) { $1 }
    }

    @Test func oneKeyIsARowOfRisingNumbers() throws {
        let found = try #require(Sensitivity(leaves: [arm("0.1", "0.3"), arm("1e-2", "0.3"), arm("0.05", "0.3")]))
        #expect(found.keys.map(\.name) == ["schedule.lr_max"])
        #expect(found.keys[0].labels == ["1e-2", "0.05", "0.1"])
        #expect(found.keys[0].numbers == [0.01, 0.05, 0.1])
        #expect(found.arms == [[1, 2, 0]])
    }

    @Test func twoKeysAreRowsOfTheSecond() throws {
        let leaves = [
            arm("2", "0.1"), arm("1", "0.1"), arm("1", "0.5"), arm("2", "0.5"), arm("1", "0.3"), arm("2", "0.3"),
        ]
        let found = try #require(Sensitivity(leaves: leaves))
        #expect(found.keys.map(\.name) == ["schedule.lr_max", "schedule.pct_start"])
        #expect(found.arms == [[1, 0], [4, 5], [2, 3]])
    }

    @Test func wordsAndListsKeepTheOrderOfTheArms() throws {
        let words = try #require(
            Sensitivity(leaves: ["\"torch\"", "\"documented\""].map { ["schedule.flavor": $0] }))
        #expect(words.keys[0].labels == ["torch", "documented"])
        #expect(words.keys[0].numbers == nil)
        let lists = try #require(
            Sensitivity(leaves: ["[0.95, 0.85]", "[0.9, 0.8]"].map { ["schedule.moms": $0] }))
        #expect(lists.keys[0].labels == ["[0.95, 0.85]", "[0.9, 0.8]"])
    }

    @Test func whatIsNoGridIsNone() {
        #expect(Sensitivity(leaves: []) == nil)
        #expect(Sensitivity(leaves: [arm("1", "1")]) == nil)
        // The same twice; a combination that is missing; one that is there twice; three keys; a key that one arm has not.
        #expect(Sensitivity(leaves: [arm("1", "1"), arm("1", "1")]) == nil)
        #expect(Sensitivity(leaves: [arm("1", "1"), arm("1", "2"), arm("2", "1")]) == nil)
        #expect(Sensitivity(leaves: [arm("1", "1"), arm("1", "2"), arm("2", "1"), arm("2", "1")]) == nil)
        #expect(Sensitivity(leaves: [arm("1", "1"), arm("2", "2", ["epochs": "3"])]) == nil)
        #expect(Sensitivity(leaves: [arm("1", "1"), arm("1", "1", ["schedule.gamma": "0.5"])]) == nil)
    }

    @Test func whatARangeTestGaveIsNoKey() throws {
        let leaves = [("1", "0.1"), ("2", "0.2")].map { times, value in
            [
                "schedule.lr_max.from_finder": "\"minimum\"", "schedule.lr_max.times": times,
                "schedule.lr_max.value": value,
            ]
        }
        let found = try #require(Sensitivity(leaves: leaves))
        #expect(found.keys.map(\.name) == ["schedule.lr_max.times"])
    }
}
