import TestSupport
import Specs
import Runs
import Comparison
import Statistics
import Testing

@Suite("The grid that a study's experiments are")
struct StudyGridTests {
    private func trials(_ keys: String) throws -> [Trial?] {
        try SpecFile.parseAll(bytes: Array(withSchedule(keys).utf8), path: "experiments/s.json").map(\.trial)
    }

    @Test("experiments are called by what differs: the arm, and the values of keys")
    func names() throws {
        let both = try trials(
            #""arms": {"low": {"schedule.lr_max": 0.01}, "high": {}}, "grid": {"epochs": [1, 2], "optimizer.weight_decay": [0.1]}"#
        )
        let grid = try #require(StudyGrid(trials: both))
        #expect(grid.names == ["low, epochs 1", "low, epochs 2", "high, epochs 1", "high, epochs 2"])
        #expect(grid.keys.map(\.name) == ["epochs"])
        // Keys whose last words are the same keep all of them.
        let alike = try trials(
            #""grid": {"data.seed": [1, 2], "lr_finder.start_lr": [1e-7], "data.valid_split": [null]}"#)
        #expect(StudyGrid(trials: alike)?.names == ["seed 1", "seed 2"])
        let arms = try trials(#""epochs": 2, "arms": {"a": {}, "b": {"epochs": 3}}"#)
        #expect(StudyGrid(trials: arms)?.names == ["a", "b"])
    }

    @Test("lines are there where every arm has every value of one key, in any order")
    func lines() throws {
        let six = try trials(#""arms": {"b": {"schedule.lr_max": 0.01}, "a": {}}, "grid": {"epochs": [4, 1, 2]}"#)
        let grid = try #require(StudyGrid(trials: Array(six.reversed())))
        #expect(grid.arms == ["a", "b"])
        #expect(grid.keys[0].labels == ["1", "2", "4"])
        #expect(grid.lines == [[1, 0, 2], [4, 3, 5]])
        #expect(StudyGrid(trials: Array(six.dropLast()))?.lines == nil)
        #expect(StudyGrid(trials: try trials(#""grid": {"epochs": [1, 2]}"#))?.lines == nil)
    }

    @Test("what is of no study, of two, or there twice, is no grid")
    func none() throws {
        let one = try trials(#""grid": {"epochs": [1, 2]}"#)
        let other = try trials(#""grid": {"epochs": [1, 2], "optimizer.weight_decay": [0.1, 0.2]}"#)
        #expect(StudyGrid(trials: []) == nil)
        #expect(StudyGrid(trials: [one[0]]) == nil)
        #expect(StudyGrid(trials: one + [nil]) == nil)
        #expect(StudyGrid(trials: one + other) == nil)
        #expect(StudyGrid(trials: one + one) == nil)
        #expect(StudyGrid(trials: one) != nil)
    }
}
