import TestSupport
import Datasets
import Specs
import Testing

@Suite("Bad specs")
struct SpecBadTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var lines: [String]
        var testDescription: String { lines.first ?? text }

        init(_ text: String, _ lines: String...) {
            self.text = text
            self.lines = lines.map { "experiments/a.json:" + $0 }
        }
    }

    /// "a, b and c": the types of schedules that have a key.
    private static func scheduleOwners(of key: String, by selector: String = "type") -> String {
        PublishedSchema.owners(of: key, by: selector, in: "schedule").inWords
    }

    private static func optimizerOwners(of key: String) -> String {
        PublishedSchema.owners(of: key, in: "optimizer").inWords
    }

    private static let scheduleTypes = PublishedSchema.words("type", in: "schedule").listed
    private static let flavors = PublishedSchema.words("flavor", in: "schedule").listed

    static let issue = [
        Case(
            "{\n  \"name\": \"x\",\n  \"shedule\": {\"type\": \"constant\", \"lr\": 1}\n}",
            "3: shedule: unknown key; did you mean \"schedule\"?"),
        Case(
            "{\n\"schedule\": {\n\"type\": \"one_cycle\",\n\"lr_max\": \"fast\"\n}\n}",
            "4: schedule.lr_max: \"fast\" is not a number or {\"from_finder\": ...}"),
        Case(oneCycle("\n\n\"pct_start\":\n 1.3"), "4: schedule.pct_start: 1.3 is not between 0 and 1"),
        Case(
            #"{"schedule": {"type": "one_cycle", "lr_max": -1}}"#,
            "1: schedule.lr_max: -1 is not between 1e-30 and 1000000"),
        Case(withSchedule("\n\"epochs\": 0"), "2: epochs: 0 is not between 1 and 100000"),
        Case(withSchedule("\"seeds\": []"), "1: seeds: the list is empty"),
        Case(
            withSchedule("\"name\": \"../x\""),
            "1: name: \"../x\" has \"/\"; only letters, digits, \".\", \"_\" and \"-\" are allowed"),
        Case("hello", "1: not JSON: hello is not a JSON value; strings go in double quotes"),
    ]

    static let types = [
        Case("[]", "1: [] is not an object"),
        Case("\n\n\"text\"", "3: \"text\" is not an object"),
        Case(withSchedule("\"name\": 5"), "1: name: 5 is not a string"),
        Case(withSchedule("\"description\": null"), "1: description: null is not a string"),
        Case(withSchedule("\"epochs\": 2.5"), "1: epochs: 2.5 is not an integer"),
        Case(withSchedule("\"epochs\": true"), "1: epochs: true is not an integer"),
        Case(withSchedule("\"epochs\": \"2\""), "1: epochs: \"2\" is not an integer"),
        Case(withSchedule("\"epochs\": null"), "1: epochs: null is not an integer"),
        Case(withSchedule("\"steps\": 1e300"), "1: steps: 1e300 is not between 1 and 10000000"),
        Case(withSchedule("\"data\": []"), "1: data: [] is not an object"),
        Case(withSchedule("\"data\": {\"shuffle\": 1}"), "1: data.shuffle: 1 is not true or false"),
        Case(
            withSchedule("\"data\": {\"train_limit\": \"all\"}"),
            "1: data.train_limit: \"all\" is not an integer or null"),
        Case(withSchedule("\"model\": {\"channels\": 3}"), "1: model.channels: 3 is not a list of integers"),
        Case(
            withSchedule("\"model\": {\"channels\": [1,\n 16.5, 10]}"), "2: model.channels[1]: 16.5 is not an integer"),
        Case(withSchedule("\"figures\": \"loss\""), "1: figures: \"loss\" is not a list of strings"),
        Case(withSchedule("\"seeds\": {}"), "1: seeds: an object is not a list of integers or an integer"),
        Case(withSchedule("\"smoothing\": 0.98"), "1: smoothing: 0.98 is not an object"),
        Case(withSchedule("\"optimizer\": \"sgd\""), "1: optimizer: \"sgd\" is not an object"),
        Case(oneCycle("\"cycle_momentum\": 0"), "1: schedule.cycle_momentum: 0 is not true or false"),
        Case(oneCycle("\"moms\": [true, 0.5]"), "1: schedule.moms[0]: true is not a number"),
        Case(
            withSchedule("\"optimizer\": {\"type\": 3}"), "1: optimizer.type: 3 is not a string"),
    ]

    static let values = [
        Case(
            withSchedule("\"data\": {\"source\": \"minst\"}"),
            "1: data.source: \"minst\" is not one of \(PublishedSchema.words("source", in: "data").listed); did you mean "
                + "\"mnist\"?"
        ),
        Case(
            withSchedule("\"model\": {\"init\": \"zeros\"}"),
            "1: model.init: \"zeros\" is not one of "
                + "kaiming_normal, torch_default, lecun_normal, {\"file\": ...}"),
        Case(withSchedule("\"data\": {\"batch_size\": 0}"), "1: data.batch_size: 0 is not between 1 and 65536"),
        Case(withSchedule("\"seeds\": 0"), "1: seeds: 0 is not between 1 and 10000"),
        Case(withSchedule("\"seeds\": 10001"), "1: seeds: 10001 is not between 1 and 10000"),
        Case(withSchedule("\"seeds\": [-1]"), "1: seeds[0]: -1 is not between 0 and 9007199254740991"),
        Case(withSchedule("\"seeds\": [1, 2, 1.0]"), "1: seeds[2]: 1.0 is already in the list, as seeds[0]"),
        Case(
            withSchedule("\"figures\": [\"loss\", \"loss\"]"),
            "1: figures[1]: \"loss\" is already in the list, as figures[0]"
        ),
        Case(
            withSchedule("\"figures\": [\"los\"]"),
            "1: figures[0]: \"los\" is not one of \(PublishedSchema.entries(of: "figures").listed); did you mean \"loss\"?"
        ),
        Case(withSchedule("\"formats\": []"), "1: formats: the list is empty"),
        Case(
            withSchedule("\"formats\": [\"svgz\"]"),
            "1: formats[0]: \"svgz\" is not one of png, svg, pdf; did you mean \"svg\"?"),
        Case(withSchedule("\"theme\": \"black\""), "1: theme: \"black\" is not one of light, dark"),
        Case(
            withSchedule("\"medium\": \"paper\""),
            "1: medium: \"paper\" is not one of screen, paper_single, paper_double, slide"),
        Case(withSchedule("\"dpi\": 30"), "1: dpi: 30 is not between 36 and 1200"),
        Case(
            withSchedule("\"model\": {\"channels\": [1, 10]}"), "1: model.channels: the list has 2 entries, not 3 to 16"
        ),
        Case(
            withSchedule("\"model\": {\"channels\": [1, 0, 10]}"), "1: model.channels[1]: 0 is not between 1 and 4096"),
        Case(
            withSchedule("\"model\": {\"channels\": [1, 4097, 10]}"),
            "1: model.channels[1]: 4097 is not between 1 and 4096"),
        Case(
            withSchedule("\"optimizer\": {\"betas\": [0.9, 1]}"),
            "1: optimizer.betas[1]: 1 is not between 0 and 1, 1 excluded"),
        Case(withSchedule("\"optimizer\": {\"betas\": [0.9]}"), "1: optimizer.betas: the list has 1 entry, not 2"),
        Case(withSchedule("\"optimizer\": {\"eps\": 0}"), "1: optimizer.eps: 0 is not greater than 0"),
        Case(
            withSchedule("\"optimizer\": {\"weight_decay\": -0.1}"),
            "1: optimizer.weight_decay: -0.1 is not at least 0"),
        Case(
            withSchedule("\"optimizer\": {\"type\": \"sgd\", \"momentum\": 1.5}"),
            "1: optimizer.momentum: 1.5 is not between 0 and 1, 1 excluded"),
        Case(oneCycle("\"div_factor\": 0.5"), "1: schedule.div_factor: 0.5 is not at least 1"),
        Case(
            oneCycle("\"moms\": [0.8, 0.9]"), "1: schedule.moms: [0.8, 0.9] does not go from the highest to the lowest"),
        Case(oneCycle("\"moms\": [1, 0.9]"), "1: schedule.moms[0]: 1 is not between 0 and 1, 1 excluded"),
        Case(
            oneCycle("\"flavor\": \"three_phase\", \"pct_start\": 0.6"),
            "1: schedule.pct_start: 0.6 is not between 0 and 0.5"),
        Case(
            oneCycle("\"flavor\": \"three_phase\", \"final_div\": 0"), "1: schedule.final_div: 0 is not at least 1"),
        Case(
            oneCycle("\"flavor\": \"three-phase\""),
            "1: schedule.flavor: \"three-phase\" is not one of \(flavors); did you mean \"three_phase\"?"
        ),
        Case(
            oneCycle("\"flavor\": \"torch\",\n\"anneal\": \"cosine\""),
            "2: schedule.anneal: \"cosine\" is not one of cos, linear"),
        Case(
            #"{"schedule": {"type": "one_cycle", "lr_max": 1e7}}"#,
            "1: schedule.lr_max: 1e7 is not between 1e-30 and 1000000"),
        Case(
            #"{"schedule": {"type": "constant", "lr": 1e-400}}"#,
            "1: schedule.lr: 1e-400 is not between 1e-30 and 1000000"),
        Case(withSchedule("\"smoothing\": {\"beta\": 1}"), "1: smoothing.beta: 1 is not between 0 and 1, 1 excluded"),
        Case(
            withSchedule("\"smoothing\": {\"centred\": 0}"), "1: smoothing.centred: 0 is not greater than 0"),
        Case(withSchedule("\"smoothing\": {\"centred\": 1.5}"), "1: smoothing.centred: 1.5 is not at most 1"),
        Case(withSchedule("\"smoothing\": {\"window\": 0}"), "1: smoothing.window: 0 is not greater than 0"),
        Case(withSchedule("\"smoothing\": {\"window\": 1.5}"), "1: smoothing.window: 1.5 is not at most 1"),
        Case(withSchedule("\"lr_finder\": {\"num_it\": 1}"), "1: lr_finder.num_it: 1 is not between 2 and 100000"),
        Case(
            withSchedule("\"lr_finder\": {\"spacing\": \"linaer\"}"),
            "1: lr_finder.spacing: \"linaer\" is not one of exponential, linear; did you mean \"linear\"?"),
        Case(
            withSchedule("\"lr_finder\": {\"loss\": \"test\"}"),
            "1: lr_finder.loss: \"test\" is not one of training, validation"),
        Case(withSchedule("\"name\": \"\""), "1: name: \"\" is empty"),
        Case(withSchedule("\"name\": \"..\""), "1: name: \"..\" begins with a dot"),
        Case(withSchedule("\"name\": \".hidden\""), "1: name: \".hidden\" begins with a dot"),
        Case(
            withSchedule("\"name\": \"a\\u001b[31m\""),
            "1: name: \"a\\u001b[31m\" has \"\\u001b\"; only letters, digits, \".\", \"_\" and \"-\" are allowed"),
        Case(
            withSchedule("\"name\": \"ä\""),
            "1: name: \"ä\" has \"ä\"; only letters, digits, \".\", \"_\" and \"-\" are allowed"),
        Case(
            withSchedule("\"name\": \"\(String(repeating: "a", count: 101))\""),
            "1: name: \"\(String(repeating: "a", count: 60))…\" is longer than 100 characters"),
    ]

    static let keys = [
        Case(
            "{\"lr_max\": 0.1}", "1: lr_max: unknown key; did you mean \"schedule.lr_max\"?"),
        Case(
            "{\n  \"description\": \"\"}", "1: schedule: required key is missing"),
        Case(
            "{\"schedule\":\n{}}", "2: schedule.type: required key is missing; it is one of \(scheduleTypes)"),
        Case("{\"schedule\":\n{\"type\": \"one_cycle\"}}", "2: schedule.lr_max: required key is missing"),
        Case(
            "{\"schedule\": {\"type\": \"one_cycle\", \"max_lr\": 1}}",
            "1: schedule.max_lr: unknown key; did you mean \"schedule.lr_max\"?"),
        Case(
            "{\"schedule\": {\"type\": \"onecycle\", \"lr_max\": 1, \"lr\": 1, \"pct_strat\": 1}}",
            "1: schedule.type: \"onecycle\" is not one of \(scheduleTypes); did you mean \"one_cycle\"?",
            "1: schedule.pct_strat: unknown key; did you mean \"schedule.pct_start\"?"),
        Case(
            "{\"schedule\": {\"type\": \"constant\", \"lr\": 1,\n\"lr_max\": 1}}",
            "2: schedule.lr_max: lr_max is a key of \(scheduleOwners(of: "lr_max")); constant has lr"),
        Case(
            oneCycle("\"lr\": 1"),
            "1: schedule.lr: lr is a key of \(scheduleOwners(of: "lr")); one_cycle has lr_max, flavor, div_factor, "
                + "pct_start, moms, cycle_momentum, final_div and anneal"),
        Case(
            oneCycle("\"final_div\": 10"),
            "1: schedule.final_div: final_div is a key of \(scheduleOwners(of: "final_div", by: "flavor")); "
                + "documented has div_factor, pct_start, moms and cycle_momentum"),
        Case(
            oneCycle("\"flavor\": \"three_phase\", \"anneal\": \"cos\""),
            "1: schedule.anneal: anneal is a key of \(scheduleOwners(of: "anneal", by: "flavor")); three_phase has "
                + "div_factor, pct_start, moms, final_div and cycle_momentum"),
        Case(
            withSchedule("\"optimizer\": {\"momentum\": 0.9}"),
            "1: optimizer.momentum: momentum is a key of \(optimizerOwners(of: "momentum")); adamw has betas, eps and weight_decay"
        ),
        Case(
            withSchedule("\"optimizer\": {\"type\": \"sgd\", \"betas\": [0, 0]}"),
            "1: optimizer.betas: betas is a key of \(optimizerOwners(of: "betas")); sgd has momentum, "
                + "nesterov and weight_decay"),
        Case(
            withSchedule("\"data\": {\"batchSize\": 3, \"bs\": 4}"),
            "1: data.batchSize: unknown key; did you mean \"data.batch_size\"?",
            "1: data.bs: unknown key; did you mean \"data.batch_size\"?"),
        Case(withSchedule("\"xyzzy\": 1"), "1: xyzzy: unknown key"),
        Case(withSchedule("\"\": 1"), "1: \"\": unknown key"),
        Case(withSchedule("\"a.b\\n\": 1"), "1: \"a.b\\n\": unknown key"),
        Case(
            withSchedule("\"epochs\": 1,\n\"steps\": 1"), "2: steps: epochs is given too, on line 1; keep one of them"),
        Case(
            withSchedule("\"steps\": 1,\n\"epochs\": 1"), "2: epochs: steps is given too, on line 1; keep one of them"),
        Case(
            withSchedule("\"smoothing\": {\"beta\": 0.9, \"window\": 0.1}"),
            "1: smoothing.window: beta is given too, on line 1; keep one of them"),
        Case(
            withSchedule("\"epochs\": 1,\n\n\"epochs\": 2"), "3: epochs: the key is on line 1 already"),
        Case(oneCycle("\n\"lr_max\": 1"), "2: schedule.lr_max: the key is on line 1 already"),
    ]

    static let conflicts = [
        Case(
            withSchedule("\"model\": {\n\"channels\": [3, 16, 16, 2]}"),
            "2: model.channels: [3, 16, 16, 2] does not begin with 1, the image channels of data.source digits"),
        Case(
            withSchedule("\"data\": {\"source\": \"mnist_sample\"}, \"model\": {\"channels\": [3, 16, 10]}"),
            "1: model.channels: [3, 16, 10] does not end with 2, the classes of data.source mnist_sample"),
        Case(
            withSchedule("\"lr_finder\": {\"start_lr\": 1,\n\"end_lr\": 1e-3}"),
            "2: lr_finder.end_lr: 0.001 is not greater than lr_finder.start_lr, which is 1"),
        Case(
            #"{"optimizer": {"type": "sgd", "nesterov": true, "momentum": 0}, "schedule": {"type": "constant", "lr": 1}}"#,
            "1: optimizer.nesterov: true needs optimizer.momentum greater than 0"),
        Case(
            #"{"optimizer": {"type": "sgd", "nesterov": true, "momentum": 0}, "schedule": {"type": "one_cycle", "#
                + #""lr_max": 1, "cycle_momentum": false}}"#,
            "1: optimizer.nesterov: true needs optimizer.momentum greater than 0"),
        Case(
            #"{"optimizer": {"type": "sgd", "nesterov": true}, "schedule": {"type": "one_cycle", "#
                + #""lr_max": 1, "moms": [0, 0]}}"#,
            "1: optimizer.nesterov: true needs schedule.moms greater than 0"),
        Case(
            withSchedule("\"data\": {\"train_limit\": 63}"),
            "1: data.train_limit: 63 images do not fill a batch of data.batch_size 64, and data.drop_last drops "
                + "smaller batches"),
    ]

    static let several = [
        Case(
            """
            {
              "epochs": 0,
              "schedule": {"type": "one_cycle", "lr_max": -1, "pct_start": 1.3},
              "data": {"source": 5, "batch_sise": 2},
              "model": {"channels": [1, 1]},
              "lr_finder": {"start_lr": 100}
            }
            """,
            "2: epochs: 0 is not between 1 and 100000",
            "3: schedule.lr_max: -1 is not between 1e-30 and 1000000",
            "3: schedule.pct_start: 1.3 is not between 0 and 1",
            "4: data.source: 5 is not a string",
            "4: data.batch_sise: unknown key; did you mean \"data.batch_size\"?",
            "5: model.channels: the list has 2 entries, not 3 to 16",
            "6: lr_finder.end_lr: 10 is not greater than lr_finder.start_lr, which is 100")
    ]

    @Test("exact lines", arguments: issue + types + values + keys + conflicts + several)
    func lines(of bad: Case) {
        #expect(problemLines(bad.text) == bad.lines)
    }

    @Test("a file name that is no name says so")
    func fileName() {
        #expect(
            problemLines(withSchedule(), path: "x/my spec.json") == [
                "x/my spec.json:1: name: \"my spec\" has \" \"; only letters, digits, \".\", \"_\" and \"-\" are "
                    + "allowed; this is the file's name, so give \"name\""
            ])
        #expect(problemLines(withSchedule("\"name\": \"ok\""), path: "x/my spec.json").isEmpty)
    }

    @Test("problems hold data, not only words")
    func data() throws {
        let error = #expect(throws: SpecError.self) {
            try SpecFile.parse(
                text: "{\n  \"epochs\": 1.5, \"schedule\": {\"type\": \"constant\", \"lr\": 1}}", path: "b")
        }
        #expect(
            error?.issues.map(\.kind) == [.wrongType(found: "1.5", expected: "an integer")])
        #expect(error?.issues.first?.file == "b")
        #expect(error?.issues.first?.line == 2)
        #expect(error?.issues.first?.column == 13)
        #expect(error?.issues.first?.keyPath == "epochs")
        #expect(error?.issues.first?.override == nil)
        #expect(error?.description == "b:2: epochs: 1.5 is not an integer")
    }

    @Test("long runs of combining marks do not take quadratic time, anywhere")
    func combiningMarks() {
        let word = "\"a" + String(repeating: "\u{301}\u{327}", count: 100_000) + "\""
        #expect(problemLines(withSchedule("\(word): 1")).count == 1)
        #expect(problemLines(withSchedule("\"data\": {\"source\": \(word)}")).count == 1)
        #expect(problemLines(withSchedule("\"optimizer\": {\(word): 1}")).count == 1)
        #expect(problemLines(withSchedule("\"optimizer\": {\"type\": \(word)}")).count == 1)
        #expect(problemLines(withSchedule("\"figures\": [\(word), \(word)]")).count == 2)
        #expect(problemLines(withSchedule("\"name\": \(word)")).count == 1)
        #expect(problemLines(withSchedule("\"description\": \(word)")).isEmpty)
        #expect(problemLines(withSchedule(), set: ["x.\(word).y=1", "description=\(word)"]).count == 1)
    }

    @Test("of very many problems the first hundred are listed, the rest counted, and soon")
    func many() {
        let keys = (0..<20_000).map { "\"unknown_\($0)\": 1" }.joined(separator: ", ")
        let lines = problemLines(withSchedule(keys))
        #expect(lines.count == 101)
        #expect(lines.last == "experiments/a.json: 19900 more problems")
    }
}
