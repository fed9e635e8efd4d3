import TestSupport
import Specs
import Testing

@Suite("Studies")
struct StudyTests {
    /// A study's experiments.
    private func study(
        _ keys: String, set overrides: [String] = [], path: String = "experiments/s.json"
    ) throws -> [ResolvedSpec] {
        try SpecFile.parseAll(
            bytes: Array(withSchedule(keys).utf8), path: path, overrides: overrides.map { SpecOverride($0) })
    }

    /// The lines a study's problems read as.
    private func problems(_ keys: String, set overrides: [String] = []) -> [String] {
        do {
            _ = try study(keys, set: overrides)
            return []
        } catch let problems as SpecError {
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
        #expect(specs.map { $0.trial?.arm } == ["base", "early", "low"])
        #expect(specs[0].trial?.study == "s")
        #expect(
            specs[0].trial?.changes
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
        #expect(specs[2].trial?.values.map(\.key) == ["schedule.pct_start", "schedule.moms"])
        #expect(specs[2].trial?.values.map(\.value) == ["0.3", "[0.95,0.85]"])
        #expect(specs[0].trial?.arm == nil)
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
                ($0.trial?.values.first?.value).flatMap(Double.init)
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

    @Test(
        "values of a range keep the digits of its ends, and stay apart",
        arguments: [
            (#"{"uniform": [10001, 10005], "samples": 3}"#, [10001, 10003, 10005]),
            (#"{"uniform": [20001, 20004], "samples": 4}"#, [20001, 20002, 20003, 20004]),
            (#"{"uniform": [10000, 12345], "samples": 3}"#, [10000, 11172, 12345]),
            (#"{"uniform": [0.1, 0.10001], "samples": 3}"#, [0.1, 0.100005, 0.10001]),
            (#"{"log_uniform": [0.001, 0.1], "samples": 5}"#, [0.001, 0.003162, 0.01, 0.03162, 0.1]),
            (#"{"log_uniform": [1e-25, 1e5], "samples": 4}"#, [1e-25, 1e-15, 1e-5, 1e5]),
        ])
    func rangeDigits(range: String, expected: [Double]) throws {
        let values = try study("\"grid\": {\"schedule.lr_max\": \(range)}").compactMap {
            ($0.trial?.values.first?.value).flatMap(Double.init)
        }
        #expect(values == expected)
    }

    @Test(
        "ranges as wide as numbers get have finite values",
        arguments: [
            (#"{"log_uniform": [1e-300, 1e300], "samples": 3}"#, 1.0),
            (#"{"log_uniform": [1e-320, 1], "samples": 3}"#, 1e-160),
        ])
    func widestRanges(range: String, middle: Double) throws {
        let values = try study("\"grid\": {\"optimizer.weight_decay\": \(range)}").compactMap {
            ($0.trial?.values.first?.value).flatMap(Double.init)
        }
        #expect(values.count == 3)
        #expect(abs(values[1] / middle - 1) < 1e-3)
    }

    @Test("a range below zero is reported by its values, not by a trap")
    func widestDifference() {
        let range = #""grid": {"optimizer.weight_decay": {"uniform": [-1e308, 1e308], "samples": 3}}"#
        #expect(throws: SpecError.self) { try study(range) }
    }

    private let sweep = #""grid": {"schedule.pct_start": [0.1, 0.3]}"#

    @Test("--set changes all experiments, wins over what arms change, and names the study")
    func overrides() throws {
        let specs = try study(sweep, set: ["schedule.lr_max=0.2", "epochs=7", "name=again"])
        #expect(specs.map(\.spec.duration) == [.epochs(7), .epochs(7)])
        #expect(specs.map(\.spec.name) == ["again-pct_start-0.1", "again-pct_start-0.3"])
        let arms = #""arms": {"a": {"epochs": 1, "data.batch_size": 16}, "b": {"epochs": 3}}"#
        #expect(try study(arms, set: ["epochs=5"]).map(\.spec.duration) == [.epochs(5), .epochs(5)])
    }

    @Test("--set changes the grid, an arm and the baseline, and makes a study of a spec")
    func studyOverrides() throws {
        let grid = try study(
            sweep, set: ["grid.schedule.pct_start=[0.5]", "grid.epochs=[1,2]", "baseline=pct_start-0.5-epochs-2"])
        #expect(grid.map(\.spec.name) == ["s-pct_start-0.5-epochs-1", "s-pct_start-0.5-epochs-2"])
        #expect(grid.map { $0.trial?.baseline } == ["s-pct_start-0.5-epochs-2", "s-pct_start-0.5-epochs-2"])
        let arms = try study(
            #""arms": {"a": {}, "b": {"schedule.pct_start": 0.1}}"#, set: ["arms.b.schedule.pct_start=0.2"])
        #expect(arms[1].trainingHash == (try goodSpec(oneCycle("\"pct_start\": 0.2"))).trainingHash)
        #expect(try study("", set: ["grid.epochs=[1,2]"]).map(\.spec.name) == ["s-epochs-1", "s-epochs-2"])
    }

    @Test(
        "--set that would make experiments the same under other names is refused, with what would do",
        arguments: [
            (
                "schedule.pct_start=0.5",
                "--set schedule.pct_start=0.5: schedule.pct_start: the study's grid varies schedule.pct_start, so all its "
                    + "experiments would have this value; --set 'grid.schedule.pct_start=[0.5]' changes the grid"
            ),
            (
                #"schedule={"type":"constant","lr":0.1}"#,
                #"--set schedule={"type":"constant","lr":0.1}: schedule: the study's grid varies schedule.pct_start, "#
                    + "so all its experiments would have this value; --set grid.schedule.pct_start=[...] changes the grid"
            ),
        ])
    func sameTrainings(override: String, line: String) {
        #expect(problems(sweep, set: [override]) == [line])
    }

    @Test("so is --set of a key that takes the place of what a study changes")
    func lostChanges() {
        let epochs = #""grid": {"epochs": [1, 2]}"#
        #expect(
            problems(epochs, set: ["seeds=[0]", "steps=5"]) == [
                "--set seeds=[0] --set steps=5: the study's experiments s-epochs-1 and s-epochs-2 would be the same "
                    + "training; change the study instead"
            ])
        #expect(problems(#""arms": {"a": {}, "b": {"epochs": 3}}"#, set: ["epochs=2"]).count == 1)
        // Without --set it is the study's.
        #expect(problems(#""arms": {"a": {}, "b": {"epochs": 2}}"#, set: ["seeds=3"]).isEmpty)
    }

    @Test("a baseline is one of the study's experiments, by its whole name or without the study's")
    func baseline() throws {
        for word in ["pct_start-0.3", "s-pct_start-0.3"] {
            let specs = try study("\"baseline\": \"\(word)\", \(sweep)")
            #expect(specs.map { $0.trial?.baseline } == ["s-pct_start-0.3", "s-pct_start-0.3"])
        }
        #expect(try study(sweep)[0].trial?.baseline == nil)
        let place = "experiments/s.json:1: baseline: "
        #expect(
            problems("\"baseline\": \"pct_strat-0.3\", \(sweep)")
                == [place + #""pct_strat-0.3" is not an experiment of the study; did you mean "pct_start-0.3"?"#])
        #expect(
            problems("\"baseline\": \"x\", \(sweep)")
                == [place + #""x" is not an experiment of the study; its experiments are pct_start-0.1, pct_start-0.3"#]
        )
        #expect(
            problems(#""baseline": "a", "arms": {"a": {}}, "grid": {"epochs": [1, 2]}"#)
                == [place + #""a" is the arm of 2 experiments; name one of them: a-epochs-1, a-epochs-2"#])
        #expect(problems("\"baseline\": 3, \(sweep)") == [place + "3 is not the name of an experiment of the study"])
    }

    @Test("values that are no names make safe ones, and different ones")
    func safeNames() throws {
        let long = String(repeating: "x", count: 120)
        let values = #"["<b>", "a/b", "a?b", "plain", "\#(long)", "\#(long)y"]"#
        let specs = try study("\"grid\": {\"description\": \(values)}")
        let names = specs.map(\.spec.name)
        #expect(names[0] == "s-description--b-")
        #expect(names[1].hasPrefix("s-description-a-b-") && names[2].hasPrefix("s-description-a-b-"))
        #expect(names[3] == "s-description-plain")
        #expect(names[4].hasPrefix("s-description-xxx") && names[4].count == 100 && names[5].count == 100)
        #expect(Set(names).count == 6)
        #expect(try study("\"grid\": {\"description\": \(values)}").map(\.spec.name) == names)
    }

    @Test("a problem of some experiments names them; one of all of them is reported once")
    func owners() {
        let place = "experiments/s.json:1: "
        #expect(
            problems(#""arms": {"a": {}, "b": {"schedule.pct_start": 2}, "c": {"epochs": 0}}"#).map {
                $0.dropFirst(place.count)
            }
                == [
                    "schedule.pct_start: 2 is not between 0 and 1 (in s-b)",
                    "epochs: 0 is not between 1 and 100000 (in s-c)",
                ])
        #expect(
            problems(#""arms": {"a": {}, "b": {"data.batch_size": 2}}, "grid": {"epochs": [0, 1]}"#)
                == [place + "epochs: 0 is not between 1 and 100000 (in s-a-epochs-0 and 1 other)"])
        #expect(
            problems(#""data": {"batch_size": 0}, "grid": {"epochs": [1, 2]}"#)
                == [place + "data.batch_size: 0 is not between 1 and 65536"])
    }

    @Test(
        "a study's problems are reported at their place, with a remedy",
        arguments: [
            (#""arms": {}"#, "arms: it has no arm; give at least one experiment by name"),
            (#""arms": 3"#, "arms: 3 is not an object of one or more arms by name"),
            (#""arms": {"a": 3}"#, "arms.a: 3 is not an object of keys to change"),
            (#""grid": {}"#, "grid: it has no key; give values of at least one key"),
            (#""grid": {"epochs": []}"#, "grid.epochs: the list is empty; give at least one value"),
            (
                #""grid": {"epochs": {"uniform": [2, 1], "samples": 3}}"#,
                "grid.epochs.uniform: [2, 1] is descending; give the lower end first"
            ),
            (
                #""grid": {"epochs": {"uniform": [2, 2], "samples": 3}}"#,
                "grid.epochs.uniform: [2, 2] has equal ends; give two different ones, the lower one first"
            ),
            (
                #""grid": {"epochs": {"log_uniform": [0, 1], "samples": 3}}"#,
                "grid.epochs.log_uniform: 0 is not greater than 0, which log_uniform needs; use uniform"
            ),
            (
                #""grid": {"epochs": {"uniform": [1, 2], "samples": 1}}"#,
                "grid.epochs.samples: 1 is not an integer between 2 and 1000"
            ),
            (
                #""grid": {"schedule.lr_max": {"uniform": [0.1, 1], "samples": 2000}}"#,
                "grid.\"schedule.lr_max\".samples: 2000 is not an integer between 2 and 1000"
            ),
            (#""grid": {"epochs": {"uniform": [1, 2]}}"#, "grid.epochs: an object is not a list of values, or "),
            (#""grid": {"epochs": [1, 1]}"#, "grid.epochs[1]: 1 is already in the list, as grid.epochs[0]"),
            (#""grid": {"seeds": [1, 2]}"#, "grid.seeds: not allowed in a grid: every experiment has all seeds"),
            (#""grid": {"name": ["a", "b"]}"#, "grid.name: not allowed in a grid: experiments are named after"),
            (
                #""arms": {"a": {"name": "x"}, "b": {"name": "x"}}"#,
                "2 experiments of the study have the name x; give each its own"
            ),
            (#""arms": {"a": {}, "a": {}}"#, "arms.a: the key is on line 1 already"),
            (#""name": "a b", "grid": {"epochs": [1, 2]}"#, "name: \"a b\" has \" \"; only letters"),
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
                == ["experiments/a.json: a study of 2 experiments; expected one experiment"])
    }
}
