import TestSupport
import Datasets
import Specs
import Testing

@Suite("data.valid_split in specs")
struct ValidSplitSpecTests {
    /// A spec on MNIST with a split.
    private func split(_ value: String, _ more: String = "") -> String {
        withSchedule("\"data\": {\"source\": \"mnist\"\(more), \"valid_split\":\n\(value)}")
    }

    @Test("a count, or null for the test file")
    func good() throws {
        #expect(try goodSpec(split("{\"count\": 5000}")).spec.data.validSplit == ValidationSplit(.count(5000)))
        #expect(
            try goodSpec(split("{\"fraction\": 0.25, \"seed\": 3}")).spec.data.validSplit
                == ValidationSplit(.fraction(0.25), seed: 3))
        #expect(try goodSpec(split("null")).spec.data.validSplit == nil)
        #expect(
            try goodSpec(split("null")).trainingKey == goodSpec(withSchedule(), set: ["data.source=mnist"]).trainingKey)
    }

    @Test("a test part is another training; without one the training is that of versions that knew none")
    func test() throws {
        let plain = try goodSpec(split("{\"count\": 5000}"))
        let tested = try goodSpec(split("{\"count\": 5000, \"test\": true}"))
        #expect(tested.spec.data.validSplit == ValidationSplit(.count(5000), hasTest: true))
        #expect(try goodSpec(split("{\"count\": 5000, \"test\": false}")).trainingKey == plain.trainingKey)
        #expect(plain.trainingKey.contains(#""valid_split":{"count":5000,"seed":0},"#))
        #expect(tested.trainingKey.contains(#""valid_split":{"count":5000,"seed":0,"test":true},"#))
    }

    @Test("what is held out is not trained on: an epoch has fewer steps")
    func steps() throws {
        let batches = ", \"batch_size\": 32, \"drop_last\": false"
        #expect(try goodSpec(split("{\"count\": 5000}", batches)).spec.nominalStepsPerEpoch() == 1719)
        #expect(try goodSpec(split("null", batches)).spec.nominalStepsPerEpoch() == 1875)
        // train_limit counts the remaining images.
        #expect(try goodSpec(split("{\"count\": 5000}", ", \"train_limit\": 640")).spec.nominalStepsPerEpoch() == 10)
    }

    @Test("a batch must be left to train on")
    func limit() {
        #expect(problemLines(split("{\"count\": 59936}")).isEmpty)
        #expect(
            problemLines(split("{\"count\": 59937}")) == [
                "experiments/a.json:2: data.valid_split.count: 59937 of the 60000 training images of data.source mnist "
                    + "leave no batch of 64 to train on"
            ])
        // Without full batches one image is enough.
        #expect(problemLines(split("{\"count\": 59999}", ", \"drop_last\": false")).isEmpty)
        #expect(
            problemLines(split("{\"count\": 60000}", ", \"drop_last\": false")) == [
                "experiments/a.json:2: data.valid_split.count: 60000 of the 60000 training images of data.source mnist "
                    + "leave no image to train on"
            ])
    }

    @Test("a share, too, leaves images to train on and holds some out", arguments: [0.99, 0.98, 0.02, 0.01])
    func shares(fraction: Double) {
        let data = #"{"source": "digits_sample", "count": 40, "batch_size": 1, "valid_split":"#
        let lines = problemLines(withSchedule("\"data\": \(data)\n{\"fraction\": \(fraction)}}"))
        let place = "experiments/a.json:2: data.valid_split.fraction: "
        switch fraction {
        case 0.99:
            #expect(
                lines == [
                    place + "40 of the 40 training images of data.source digits_sample leave no image to train on"
                ])
        case 0.01:
            #expect(
                lines == [
                    place
                        + "less than one of the 40 training images of data.source digits_sample; hold out at least one"
                ])
        default: #expect(lines.isEmpty)
        }
    }

    @Test("both in one override exclude each other as in a file; the later of two overrides counts")
    func overridden() throws {
        let both = #"data.valid_split={"count": 3, "fraction": 0.2}"#
        #expect(
            problemLines(split("{\"count\": 5}"), set: [both]) == [
                "--set \(both): data.valid_split.fraction: count is given too; keep one of them"
            ])
        let later = try goodSpec(split("{\"count\": 5}"), set: ["data.valid_split.fraction=0.2"])
        #expect(later.spec.data.validSplit == ValidationSplit(.fraction(0.2)))
    }

    @Test(
        "bad values",
        arguments: [
            ("5000", "data.valid_split: 5000 is not an object or null"),
            ("{}", "data.valid_split: required key is missing; it is one of count, fraction"),
            ("{\"count\": 0}", "data.valid_split.count: 0 is not between 1 and 1000000000"),
            ("{\"count\": 0.1}", "data.valid_split.count: 0.1 is not an integer"),
            (
                "{\"count\": 1, \"sead\": 1}",
                "data.valid_split.sead: unknown key; did you mean \"data.valid_split.seed\"?"
            ),
        ])
    func bad(value: String, line: String) {
        #expect(problemLines(split(value)) == ["experiments/a.json:2: " + line])
    }
}
