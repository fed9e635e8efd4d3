import Experiments
import Testing

@Suite("Studies")
struct StudyTests {
    /// A study's experiments.
    private func study(
        _ keys: String, set overrides: [String] = [], path: String = "experiments/s.json"
    ) throws -> [ResolvedSpec] {
        try SpecFile.parseAll(bytes: Array(withSchedule(keys).utf8), path: path, overrides: overrides)
    }

    /// The lines a study's problems read as.
    private func problems(_ keys: String) -> [String] {
        do {
            _ = try study(keys)
            return []
        } catch let problems as SpecProblems {
            return problems.lines
        } catch {
            return ["\(error)"]
        }
    }

    @Test("an arm is the base with its changes, by dotted keys or by objects within objects")
    func arms() throws {
        let arms = """
            "epochs": 3, "arms": {
              "base": {},
              "early": {"schedule.pct_start": 0.1},
              "low": {"schedule": {"type": "constant", "lr": 0.005}, "data": {"batch_size": 32}}
            }
            """
        let specs = try study(arms)
        #expect(specs.map(\.spec.name) == ["s-base", "s-early", "s-low"])
        #expect(specs.map(\.spec.data.batchSize) == [64, 64, 32])
        #expect(specs.map(\.spec.schedule.type) == ["one_cycle", "one_cycle", "constant"])
        #expect(specs.map(\.spec.duration) == [.epochs(3), .epochs(3), .epochs(3)])
        let early = try goodSpec(oneCycle("\"pct_start\": 0.1"), set: ["epochs=3"])
        #expect(specs[1].trainingHash == early.trainingHash)
        #expect(specs.map { $0.cell?.arm } == ["base", "early", "low"])
        #expect(specs[0].cell?.study == "s")
        #expect(
            specs[0].cell?.changes
                == ["schedule.pct_start", "schedule.type", "schedule.lr", "data.batch_size"])
    }

    @Test("a grid is every combination, the first key slowest, named by last part and value")
    func grid() throws {
        let specs = try study(
            #""name": "sweep", "grid": {"schedule.pct_start": [0.1, 0.3], "schedule.moms": [[0.95, 0.85], [0.9, 0.9]]}"#
        )
        #expect(
            specs.map(\.spec.name) == [
                "sweep-pct_start-0.1-moms-0.95-0.85", "sweep-pct_start-0.1-moms-0.9-0.9",
                "sweep-pct_start-0.3-moms-0.95-0.85", "sweep-pct_start-0.3-moms-0.9-0.9",
            ])
        #expect(specs[2].cell?.values.map(\.key) == ["schedule.pct_start", "schedule.moms"])
        #expect(specs[2].cell?.values.map(\.value) == ["0.3", "[0.95,0.85]"])
        #expect(specs[0].cell?.arm == nil)
        let alone = try goodSpec(oneCycle(#""pct_start": 0.3, "moms": [0.9, 0.9]"#))
        #expect(specs[3].trainingHash == alone.trainingHash)
        #expect(Set(specs.map(\.trainingHash)).count == 4)
    }

    @Test("every arm has the whole grid")
    func both() throws {
        let specs = try study(
            #""arms": {"a": {}, "b": {"data.batch_size": 16}}, "grid": {"epochs": [1, 2]}"#)
        #expect(specs.map(\.spec.name) == ["s-a-epochs-1", "s-a-epochs-2", "s-b-epochs-1", "s-b-epochs-2"])
        #expect(specs.map(\.spec.duration) == [.epochs(1), .epochs(2), .epochs(1), .epochs(2)])
        #expect(specs.map(\.spec.data.batchSize) == [64, 64, 16, 16])
    }

    @Test("ranges run from end to end, both included, by difference or by ratio")
    func ranges() throws {
        func rates(_ range: String) throws -> [Double] {
            try study("\"grid\": {\"schedule.lr_max\": \(range)}").compactMap {
                ($0.cell?.values.first?.value).flatMap(Double.init)
            }
        }
        let even = try rates(#"{"uniform": [0.1, 0.5], "samples": 5}"#)
        #expect(even.count == 5)
        for (value, expected) in zip(even, [0.1, 0.2, 0.3, 0.4, 0.5]) { #expect(abs(value - expected) < 1e-15) }
        let ratios = try rates(#"{"log_uniform": [0.001, 0.1], "samples": 3}"#)
        #expect(ratios.first == 0.001)
        #expect(ratios.last == 0.1)
        #expect(abs(ratios[1] - 0.01) < 1e-16)
    }

    @Test("--set wins over what a study changes")
    func overrides() throws {
        let specs = try study(#""grid": {"schedule.pct_start": [0.1, 0.3]}"#, set: ["schedule.lr_max=0.2", "epochs=7"])
        #expect(specs.map(\.spec.duration) == [.epochs(7), .epochs(7)])
        let same = try study(#""grid": {"schedule.pct_start": [0.1, 0.3]}"#, set: ["schedule.pct_start=0.5"])
        #expect(same[0].trainingHash == same[1].trainingHash)
    }

    @Test(
        "what is wrong with a study is told where it is, with what would do",
        arguments: [
            (#""arms": {}"#, "arms: an object is not an object of one or more arms by name"),
            (#""arms": 3"#, "arms: 3 is not an object of one or more arms by name"),
            (#""arms": {"a": 3}"#, "arms.a: 3 is not an object of keys to change"),
            (#""grid": {}"#, "grid: an object is not an object of values by one or more keys"),
            (#""grid": {"epochs": []}"#, "grid.epochs: "),
            (#""grid": {"epochs": {"uniform": [2, 1], "samples": 3}}"#, "grid.epochs: "),
            (#""grid": {"epochs": {"log_uniform": [0, 1], "samples": 3}}"#, "grid.epochs: "),
            (#""grid": {"schedule.lr_max": {"uniform": [0.1, 1], "samples": 2000}}"#, "grid.\"schedule.lr_max\": "),
            (#""grid": {"schedule.pct_strat": [0.1]}"#, "schedule.pct_strat: "),
            (#""grid": {"schedule.pct_start": [0.1, 1.3]}"#, "schedule.pct_start: 1.3 is not between 0 and 1"),
            (#""arms": {"a": {"epohcs": 3}}"#, "epohcs: "),
        ])
    func bad(keys: String, problem: String) {
        let lines = problems(keys)
        #expect(lines.count == 1)
        #expect(lines.first?.hasPrefix("experiments/s.json:1: " + problem) == true, "\(lines)")
    }

    @Test("an arm's name is part of a folder's name")
    func names() {
        #expect(problems(#""arms": {"a/b": {}}"#).contains { $0.contains("a/b") })
        #expect(problems(#""arms": {"..": {}}"#).isEmpty == false)
    }

    @Test("more experiments than a study holds are refused before any is made")
    func limit() {
        let values = "[" + (0..<40).map { "\($0)" }.joined(separator: ", ") + "]"
        let lines = problems("\"grid\": {\"epochs\": \(values), \"data.batch_size\": \(values)}")
        #expect(lines.count == 1)
        #expect(lines.first?.contains("1600 experiments; a study has at most 1000") == true, "\(lines)")
    }

    @Test("where one experiment is asked for a study is refused")
    func single() {
        #expect(
            problemLines(withSchedule(#""grid": {"epochs": [1, 2]}"#))
                == ["experiments/a.json: a study of 2 experiments, where one is asked for"])
    }
}
