import Datasets
import FigureFiles
import Presentation
import Schedules
import Specs
import TestSupport
import Testing
import Text

@Suite("Wording")
struct WordingTests {
    @Test(
        "durations",
        arguments: [
            (0.04, "0.0 s"), (9.94, "9.9 s"), (10.4, "10 s"), (59.4, "59 s"), (59.6, "1 min 0 s"),
            (3_599, "59 min 59 s"),
            (3_600, "1 h 0 min"), (93_784, "26 h 3 min"), (.infinity, "?"), (.nan, "?"), (1e9, "?"),
        ])
    func durations(seconds: Double, text: String) { #expect(NumberText.duration(seconds) == text) }

    @Test(
        "groups of thousands",
        arguments: [
            (0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-12_345, "-12,345"),
        ])
    func groups(count: Int, text: String) { #expect(NumberText.grouped(count) == text) }

    @Test("numbers")
    func numbers() {
        #expect(NumberText.significant(0.083_36) == "0.0834")
        #expect(NumberText.significant(1e-5) == "1e-05")
        #expect(NumberText.significant(0.123_456, digits: 4) == "0.1235")
        #expect(NumberText.decimals(0.989_65, 4) == "0.9896" || NumberText.decimals(0.989_65, 4) == "0.9897")
        #expect(NumberText.decimals(-.nan, 2) == "nan")
        #expect(NumberText.decimals(-.infinity, 2) == "-inf")
        #expect(NumberText.percent(0.5) == "50.00 %")
        #expect(NumberText.megabytes(9_912_422) == "9.9 MB")
        #expect(NumberText.shortest(25) == "25")
        #expect(NumberText.shortest(1e-8) == "1e-8")
        #expect(NumberText.shortest(1.5e300) == "1.5e300")
        #expect(NumberText.shortest(0.1) == "0.1")
    }

    @Test("one of anything is singular")
    func plurals() {
        #expect(Plural.counted(1, "seed") == "1 seed")
        #expect(Plural.counted(0, "seed") == "0 seeds")
        #expect(Plural.noun("comparison", 2) == "comparisons")
    }

    @Test(
        "a spec in a line",
        arguments: [
            (oneCycle("\"pct_start\": 0.3"), "1cycle (documented) to lr 0.05", "1cycle (documented): lr_max 0.05"),
            (#"{"schedule": {"type": "constant", "lr": 0.01}}"#, "constant, lr 0.01", "constant: lr 0.01"),
        ])
    func spec(text: String, short: String, long: String) throws {
        let spec = try goodSpec(text, set: ["seeds=[3]", "epochs=1"]).spec
        #expect(SpecText.schedule(spec.schedule) == short)
        #expect(SpecText.scheduleKeys(spec.schedule).hasPrefix(long))
        #expect(SpecText.summary(spec) == "\(short), 1 epoch, \(spec.data.source.rawValue), 1 seed")
    }

    @Test("a figure's data is one field per line, without control characters")
    func figure() {
        let metadata = FigureMetadata(
            title: "a\nb\u{1B}[2J", spec: "{}\n", seeds: [1, 2], dataHash: "aa,bb", version: "1", size: "")
        #expect(
            FigureText.lines(metadata) == [
                #"title: a b\u001b[2J"#, "version: 1", "seeds: 1, 2", "training images: aa", "validation images: bb",
                "spec:",
                "{}",
            ])
        #expect(FigureText.list(["{}\n"]) == "{}\n")
        #expect(FigureText.list(["{}\n", "[]\n"]) == "[\n{}\n,\n[]\n]\n")
    }

    @Test("the difference of two schedules names the first and the largest")
    func difference() throws {
        let difference = try ScheduleDifference(
            Constant(lr: 0.5), Constant(lr: 0.25), over: 4)
        #expect(
            ScheduleDifferenceText.lines(difference, "a", "b", observeValidations: false) == [
                "a and b differ from step 0 of 4", "lr: from step 0; largest difference 0.25 at step 0 (0.5 and 0.25)",
                "momentum: the same", "weight_decay: the same", "area under lr: 2 (a), 1 (b)",
            ])
        let same = try ScheduleDifference(Constant(lr: 0.5), Constant(lr: 0.5), over: 4)
        #expect(
            ScheduleDifferenceText.lines(same, "a", "b", observeValidations: true) == [
                "a and b begin the same", ScheduleDifferenceText.plateauWarning, "area under lr: 2 (a), 2 (b)",
            ])
    }
}
