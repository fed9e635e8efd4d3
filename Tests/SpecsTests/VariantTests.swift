import TestSupport
import Specs
import Testing

@Suite("Names of variants")
struct VariantTests {
    private func name(_ text: String, _ overrides: [String], path: String = "s.json") throws -> String {
        try goodSpec(text, set: overrides, path: path).spec.name
    }

    /// The names of a study's experiments.
    private func names(_ keys: String, _ overrides: [String]) throws -> [String] {
        try study(keys, overrides).map(\.spec.name)
    }

    private func study(_ keys: String, _ overrides: [String]) throws -> [ResolvedSpec] {
        try SpecFile.parseAll(
            bytes: Array(withSchedule(keys).utf8), path: "grid.json", overrides: overrides.map { SpecOverride($0) })
    }

    @Test(
        "a changed training has another name: the last part of each key, and its value",
        arguments: [
            (["schedule.lr_max=0.2"], "s-lr_max-0.2"),
            (["schedule.lr_max=2e-1"], "s-lr_max-0.2"),
            (["epochs=3"], "s-epochs-3"),
            (["steps=30"], "s-steps-30"),
            (["schedule.moms=[0.9,0.8]"], "s-moms-0.9-0.8"),
            (["data.source=mnist_sample"], "s-source-mnist_sample"),
            (["data.augment.shift=2"], "s-shift-2"),
            (["optimizer.weight_decay=0.1"], "s-weight_decay-0.1"),
            (["schedule.lr_max={\"from_finder\":\"minimum\"}"], "s-lr_max.from_finder-minimum"),
            // Keys of one name in several sections have their section.
            (["optimizer.type=sgd"], "s-optimizer.type-sgd"),
            (
                ["schedule.weight_decay={\"type\":\"constant\",\"value\":0}"],
                "s-weight_decay.type-constant-weight_decay.value-0"
            ),
            (["data.seed=5"], "s-seed-5"),
        ])
    func changed(overrides: [String], wanted: String) throws {
        #expect(try name(withSchedule(), overrides) == wanted)
    }

    @Test(
        "the order and the form of overrides do not matter, and the last of a key wins",
        arguments: [
            ["schedule.type=constant", "schedule.lr=0.1"], ["schedule.lr=0.1", "schedule.type=constant"],
            [#"schedule={"type": "constant", "lr": 0.1}"#],
            ["schedule.type=constant", "schedule.lr=1", "schedule.lr=0.1"],
        ])
    func sameTraining(overrides: [String]) throws {
        #expect(try name(withSchedule(), overrides) == "s-schedule.type-constant-lr-0.1")
    }

    @Test(
        "keys that decide no training, and values that the spec has, change no name",
        arguments: [
            "figures=[]", "theme=dark", "medium=slide", "dpi=200", "formats=[\"pdf\"]", "description=x", "seeds=7",
            "smoothing.beta=0.5", "schedule.lr_max=0.05", "epochs=2", "data.batch_size=64", "data={}",
            "schedule.pct_start=0.3",
        ])
    func unchanged(override: String) throws {
        #expect(try name(withSchedule(), [override]) == "s")
    }

    @Test("an object that drops keys of the file names them, with their defaults")
    func dropped() throws {
        let file = oneCycle(#""pct_start": 0.4, "div_factor": 10"#)
        #expect(
            try name(file, [#"schedule={"type": "one_cycle", "lr_max": 0.05, "div_factor": 10}"#]) == "s-pct_start-0.3")
    }

    @Test("a name that is given is the name")
    func given() throws {
        #expect(try name(withSchedule(), ["schedule.lr_max=0.2", "name=mine"]) == "mine")
        #expect(try name(withSchedule(#""name": "own""#), ["schedule.lr_max=0.2"]) == "own-lr_max-0.2")
        #expect(try name(withSchedule(#""name": "own""#), ["schedule.lr_max=0.2", "name=own"]) == "own")
        let spec = try SpecFile.parse(
            text: withSchedule(), path: "s.json", overrides: [SpecOverride("epochs=3"), .name("mine")])
        #expect(spec.spec.name == "mine")
    }

    @Test("keys of the range test change the name; other seeds to train change neither")
    func rangeTest() throws {
        #expect(try name(withSchedule(), ["lr_finder.num_it=300"]) == "s-num_it-300")
        #expect(try name(withSchedule(), ["lr_finder.seeds=3"]) == "s-lr_finder.seeds-0-1-2")
        let finder = try SpecFile.parse(text: withSchedule(), path: "s.json", overrides: [.finderSeeds([0, 1, 2])])
        #expect(finder.spec.name == "s-lr_finder.seeds-0-1-2")
        for (file, seed) in [("", 0), ("\"seeds\": [4, 2]", 4), ("\"seeds\": 3", 0)] as [(String, UInt64)] {
            let spec = try SpecFile.parse(text: withSchedule(file), path: "s.json", overrides: [.seeds([7, 8])]).spec
            #expect(spec.seeds == [7, 8])
            #expect(spec.lrFinder.seeds == (seed..<seed + 5).map { $0 })
        }
    }

    @Test("values that are no names make safe ones, and different ones")
    func safeNames() throws {
        func layers(_ width: Int) -> String {
            let hidden = (0..<12).map { _ in #"{"type":"linear","out":\#(width)},{"type":"relu"}"# }
            return #"model.layers=[{"type":"flatten"},\#(hidden.joined(separator: ",")),{"type":"linear","out":10}]"#
        }
        let long = try [8, 9].map { try name(withSchedule(), [layers($0)]) }
        #expect(long.allSatisfy { $0.count == 100 && $0.hasPrefix("s-layers-type-flatten-type-linear-out-") })
        #expect(Set(long).count == 2)
    }

    @Test("a spec that is none without the overrides has a name, too")
    func incomplete() throws {
        #expect(try name("{}", ["schedule.type=constant", "schedule.lr=1"]) == "s-schedule.type-constant-lr-1")
        #expect(
            try name(#"{"schedule": {"type": "constant"}, "epochs": 3}"#, ["schedule.lr=1", "epochs=3"]) == "s-lr-1")
    }

    @Test("the whole study has other names: its baseline and its study.json, too")
    func wholeStudy() throws {
        let keys = #""grid": {"epochs": [1, 2]}, "baseline": "epochs-2""#
        let specs = try study(keys, ["schedule.lr_max=0.2"])
        #expect(specs.map(\.spec.name) == ["grid-epochs-1-lr_max-0.2", "grid-epochs-2-lr_max-0.2"])
        let trial = try #require(specs[0].trial)
        #expect(trial.study == "grid-lr_max-0.2")
        #expect(trial.baseline == "grid-epochs-2-lr_max-0.2")
        #expect(specs.map { trial.label($0.spec.name) } == ["epochs-1", "epochs-2"])
        for word in ["epochs-2", "grid-epochs-2-lr_max-0.2"] {
            #expect(trial.experiment(word, among: specs.map(\.spec.name)) == "grid-epochs-2-lr_max-0.2")
        }
        #expect(Trial(document: Array(trial.document.utf8)) == trial)
        let plain = try #require(try study(keys, ["seeds=3", "schedule.lr_max=0.05"])[0].trial)
        #expect(plain.study == "grid" && plain.variant == nil)
        #expect(!plain.isOfStudy(of: trial))
        #expect(Trial(document: Array(plain.document.utf8)) == plain)
        #expect(try names(keys, ["schedule.lr_max=0.2", "name=again"]) == ["again-epochs-1", "again-epochs-2"])
    }

    @Test("an arm that is changed has another name; other arms, values of a grid and the baseline keep theirs")
    func arms() throws {
        let keys = """
            "arms": {"a": {}, "b": {"schedule": {"type": "constant", "lr": 0.05}}}, "grid": {"epochs": [1, 2]},
            "baseline": "b-epochs-2"
            """
        let specs = try study(keys, ["arms.b.schedule.lr=0.01"])
        #expect(
            specs.map(\.spec.name) == [
                "grid-a-epochs-1", "grid-a-epochs-2", "grid-b-lr-0.01-epochs-1", "grid-b-lr-0.01-epochs-2",
            ])
        #expect(specs.map { $0.trial?.arm } == ["a", "a", "b-lr-0.01", "b-lr-0.01"])
        #expect(specs[0].trial?.baseline == "grid-b-lr-0.01-epochs-2")
        #expect(specs[0].trial?.study == "grid")
        #expect(try names(keys, ["arms.b.schedule.lr=0.05"])[2] == "grid-b-epochs-1")
        #expect(try names(keys, ["arms.c.schedule.pct_start=0.1"])[4] == "grid-c-epochs-1")
        #expect(
            try names(keys, ["grid.epochs=[3]", "baseline=a-epochs-3"]) == ["grid-a-epochs-3", "grid-b-epochs-3"])
        #expect(
            try names("", ["grid.epochs=[1,2]", "schedule.lr_max=0.2"])
                == ["grid-epochs-1-lr_max-0.2", "grid-epochs-2-lr_max-0.2"])
    }

    @Test("a study's experiments that have the value already get the study's new name, too")
    func partly() throws {
        let arms = #""arms": {"a": {"epochs": 1, "data.batch_size": 16}, "b": {"epochs": 5}}"#
        #expect(try names(arms, ["epochs=5"]) == ["grid-a-epochs-5", "grid-b-epochs-5"])
    }
}
