import TestSupport
import Datasets
import Specs
import Schedules
import Statistics
import Testing
import Optimizers

@Suite("Overrides")
struct SpecOverrideTests {
    @Test("values are JSON where they parse as such, else strings")
    func values() throws {
        let spec = try goodSpec(
            withSchedule(),
            set: [
                "name=run-1", "description=two words = fine", "schedule.pct_start=0.2", "data.source=mnist_sample",
                "data.shuffle=false", "seeds=[3,1]", "optimizer={\"type\": \"sgd\"}", "data.train_limit=null",
                "description=\"in quotes\"", "smoothing.window=0.5",
            ]
        ).spec
        #expect(spec.name == "run-1")
        #expect(spec.description == "in quotes")
        #expect(spec.data.source == .mnistSample)
        #expect(!spec.data.shuffle)
        #expect(spec.model.network == .simpleCNN(channels: [3, 16, 16, 2]))
        #expect(spec.seeds == [3, 1])
        #expect(spec.lrFinder.seeds == [0, 1, 2, 3, 4], "other seeds to train leave the range test as it is")
        #expect(spec.optimizer as? SGD == .sgd(momentum: 0.9, nesterov: false, weightDecay: 0))
        #expect(spec.smoothing == .window(fraction: 0.5))
    }

    @Test("marks that combine with = and . do not hide them")
    func combining() throws {
        #expect(try goodSpec(withSchedule(), set: ["description=\u{301}"]).spec.description == "\u{301}")
    }

    @Test("later ones win, also over what earlier ones made")
    func order() throws {
        let spec = try goodSpec(
            "{}",
            set: [
                "schedule.type=constant", "schedule.lr=1", "schedule.lr=0.5", "data={\"batch_size\": 3}",
                "data.drop_last=false", "steps=10", "epochs=3",
            ]
        ).spec
        #expect(try spec.makeSchedule() as? Constant == Constant(lr: 0.5))
        #expect(spec.data.batchSize == 3)
        #expect(!spec.data.dropLast)
        #expect(spec.duration == .epochs(3))
    }

    @Test("epochs replaces the file's steps, and the other way round")
    func duration() throws {
        #expect(try goodSpec(withSchedule("\"steps\": 5"), set: ["epochs=3"]).spec.duration == .epochs(3))
        #expect(try goodSpec(withSchedule("\"epochs\": 5"), set: ["steps=3"]).spec.duration == .steps(3))
        #expect(try goodSpec(withSchedule("\"epochs\": 5"), set: ["epochs=3"]).spec.duration == .epochs(3))
        #expect(try goodSpec(withSchedule("\"epochs\": 5, \"steps\": 5"), set: ["steps=3"]).spec.duration == .steps(3))
        #expect(try goodSpec(withSchedule(), set: ["steps=3"]).spec.duration == .steps(3))
    }

    @Test("another type leaves behind what the file says for the old one")
    func types() throws {
        let file = oneCycle("\"flavor\": \"three_phase\", \"final_div\": 10, \"div_factor\": 12")
        #expect(
            try goodSpec(file, set: ["schedule.type=constant", "schedule.lr=0.01"]).spec.makeSchedule() as? Constant
                == Constant(lr: 0.01))
        #expect(
            try goodSpec(file, set: ["schedule.flavor=documented"]).spec.makeSchedule() as? OneCycle
                == OneCycle(lrMax: 0.05, flavor: .documented, divFactor: 12, pctStart: 0.3))
        let adamW = withSchedule("\"optimizer\": {\"betas\": [0.8, 0.9], \"weight_decay\": 0.5}")
        #expect(
            try goodSpec(adamW, set: ["optimizer.momentum=0.7", "optimizer.type=sgd"]).spec.optimizer as? SGD
                == .sgd(momentum: 0.7, nesterov: false, weightDecay: 0.5))
    }

    @Test("an object's key takes the place of what may be an object and is none")
    func objects() throws {
        let file = withSchedule("\"data\": {\"source\": \"mnist\", \"valid_split\": null}")
        #expect(
            try goodSpec(file, set: ["data.valid_split.count=100"]).spec.data.validSplit == ValidationSplit(.count(100))
        )
        #expect(
            problemLines(withSchedule("\"data\": null"), set: ["data.source=mnist"]) == [
                "experiments/a.json:1: data: null is not an object",
                "--set data.source=mnist: data: null is not an object and has no keys",
            ])
    }

    static let bad: [(text: String, overrides: [String], lines: [String])] = [
        (
            withSchedule(), ["schedule.pct_start=1.3"],
            ["--set schedule.pct_start=1.3: schedule.pct_start: 1.3 is not between 0 and 1"]
        ),
        (
            withSchedule(), ["shedule.type=constant"],
            ["--set shedule.type=constant: shedule: unknown key; did you mean \"schedule\"?"]
        ),
        (
            withSchedule(), ["pct_start=0.2"],
            ["--set pct_start=0.2: pct_start: unknown key; did you mean \"schedule.pct_start\"?"]
        ),
        (withSchedule(), ["epochs"], ["--set epochs: not KEY=VALUE"]),
        (withSchedule(), [""], ["--set : not KEY=VALUE"]),
        (withSchedule(), ["=3"], ["--set =3: the key \"\" has an empty part"]),
        (
            withSchedule(), ["data..source=mnist"],
            ["--set data..source=mnist: the key \"data..source\" has an empty part"]
        ),
        (withSchedule(), [".epochs=1"], ["--set .epochs=1: the key \".epochs\" has an empty part"]),
        (
            withSchedule(), ["schedule.lr_max.x=1"],
            ["--set schedule.lr_max.x=1: schedule.lr_max.x: unknown key"]
        ),
        (
            withSchedule("\"model\": {\"channels\": [1, 2, 10]}"), ["model.channels.0=1"],
            ["--set model.channels.0=1: model.channels: [1, 2, 10] is not an object and has no keys"]
        ),
        (withSchedule(), ["epochs.x=1"], ["--set epochs.x=1: epochs: an object is not an integer"]),
        (withSchedule(), ["epochs="], ["--set epochs=: epochs: \"\" is not an integer"]),
        (withSchedule(), ["epochs=NaN"], ["--set epochs=NaN: epochs: \"NaN\" is not an integer"]),
        (withSchedule(), ["name=5"], ["--set name=5: name: 5 is not a string"]),
        (
            withSchedule(), ["schedule.type=constant"],
            ["--set schedule.type=constant: schedule.lr: required key is missing"]
        ),
        (
            withSchedule(), ["schedule.type=constant", "schedule.lr=1", "schedule.lr_max=1"],
            [
                "--set schedule.lr_max=1: schedule.lr_max: lr_max is a key of "
                    + "\(PublishedSchema.owners(of: "lr_max", in: "schedule").inWords); constant has lr"
            ]
        ),
        (
            withSchedule(), ["schedule={\"type\": \"constant\"}"],
            ["--set schedule={\"type\": \"constant\"}: schedule.lr: required key is missing"]
        ),
        (
            withSchedule(), ["data.source=mnist_sample", "model.channels=[1,16,10]"],
            [
                "--set model.channels=[1,16,10]: model.channels: [1, 16, 10] does not begin with 3, the image channels of "
                    + "data.source mnist_sample"
            ]
        ),
        (
            withSchedule("\n\"epochs\": 0"), ["steps=0", "data.batch_size=\u{1B}[2J"],
            [
                "--set data.batch_size=\\u001b[2J: data.batch_size: \"\\u001b[2J\" is not an integer",
                "--set steps=0: steps: 0 is not between 1 and 10000000",
            ]
        ),
        ("[]", ["epochs=1"], ["experiments/a.json:1: [] is not an object"]),
        (
            withSchedule(), [String(repeating: "a.", count: 100_000) + "b=1"],
            ["--set \(String(repeating: "a.", count: 100))…: the key has more than 64 parts"]
        ),
    ]

    @Test("exact lines", arguments: bad)
    func lines(text: String, overrides: [String], lines: [String]) {
        #expect(problemLines(text, set: overrides) == lines)
    }

    @Test("seeds of the command line")
    func seeds() throws {
        #expect(try SeedList.parse("0,1,2") == [0, 1, 2])
        #expect(try SeedList.parse("5") == [0, 1, 2, 3, 4])
        #expect(try SeedList.parse("1") == [0])
        #expect(try SeedList.parse("7,") == [7])
        #expect(try SeedList.parse("9007199254740991,3") == [9_007_199_254_740_991, 3])
        #expect(try SeedList.parse("10000").count == 10_000)
    }

    @Test(
        "bad seeds of the command line",
        arguments: [
            ("", ": \"\" is not a seed; write 0,1,2 or a count such as 5"),
            ("x", "x: \"x\" is not a seed; write 0,1,2 or a count such as 5"),
            ("1,,2", "1,,2: \"\" is not a seed; write 0,1,2 or a count such as 5"),
            (",", ",: \"\" is not a seed; write 0,1,2 or a count such as 5"),
            ("-1", "-1: \"-1\" is not a seed; write 0,1,2 or a count such as 5"),
            ("+1,2", "+1,2: \"+1\" is not a seed; write 0,1,2 or a count such as 5"),
            ("1.5", "1.5: \"1.5\" is not a seed; write 0,1,2 or a count such as 5"),
            ("0", "0: the count is not between 1 and 10000; one seed alone is written with a comma: 0,"),
            ("10001", "10001: the count is not between 1 and 10000; one seed alone is written with a comma: 0,"),
            ("1,2,1", "1,2,1: seed 1 is repeated"),
            (
                "99999999999999999999",
                "99999999999999999999: \"99999999999999999999\" is not a seed; write 0,1,2 or a count such as 5"
            ),
        ])
    func badSeeds(text: String, line: String) {
        let problem = #expect(throws: SeedListError.self) { try SeedList.parse(text) }
        #expect(problem?.description == line)
    }
}
