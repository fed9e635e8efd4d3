import TestSupport
import Specs
import Runs
import Foundation
import Schedules
import Testing
import RangeTest

@Suite("Rates that a range test gives")
struct RateFromFinderTests {
    private func spec(_ rate: String) throws -> ResolvedSpec {
        try goodSpec(#"{"schedule": {"type": "one_cycle", "lr_max": \#(rate)}}"#)
    }

    /// A loss that falls to its lowest at lr 0.1 and rises behind it.
    private func record(lowest: Double = 0.1) -> FinderRecord {
        let rates = (0..<100).map { 1e-5 * pow(10, Double($0) * 0.06) }
        let curve = LRFinderCurve(
            points: rates.map { lr in
                let loss = 1 + pow(log10(lr / lowest), 2)
                return .init(lr: lr, loss: loss, smooth: loss)
            }, stop: .completed, startLR: 1e-5, endLR: 10, plannedSteps: 100)
        return FinderRecord(curves: [.init(seed: 0, curve: curve)])
    }

    private var flat: FinderRecord {
        let points = (1...100).map { LRFinderCurve.Point(lr: Double($0) * 1e-3, loss: 2, smooth: 2) }
        return FinderRecord(curves: [
            .init(
                seed: 0,
                curve: LRFinderCurve(
                    points: points, stop: .completed, startLR: 1e-3, endLR: 0.1, plannedSteps: 100))
        ])
    }

    @Test("takes the suggestion, times a factor, and the resolved spec says so")
    func filled() throws {
        let waiting = try spec(#"{"from_finder": "minimum", "times": 3}"#)
        #expect(waiting.awaitsRangeTest)
        #expect(throws: UnknownRate.self) { try waiting.spec.makeSchedule() }
        let ready = try waiting.filled(from: record())
        #expect(!ready.awaitsRangeTest)
        let rate = try record().suggestedLR(.method(.minimum)) * 3
        #expect(abs(rate - 0.03) < 0.003)
        #expect(try ready.spec.makeSchedule() as? OneCycle == OneCycle(lrMax: rate))

        let again = try goodSpec(ready.document)
        #expect(!again.awaitsRangeTest)
        #expect(again.trainingHash == ready.trainingHash)
        #expect(try again.spec.makeSchedule() as? OneCycle == OneCycle(lrMax: rate))
        #expect(ready.trainingHash != waiting.trainingHash)
        #expect(ready.finderHash == waiting.finderHash)
    }

    @Test("wherever a rate is asked for")
    func everywhere() throws {
        let waiting = try goodSpec(
            """
            {"steps": 100, "schedule": {"type": "sequence", "parts": [
              {"for": 50, "schedule": {"type": "linear", "lr": {"from_finder": "steep"}}},
              {"schedule": {"type": "cosine", "lr": {"from_finder": "minimum"},
                "lr_min": {"from_finder": "minimum", "times": 0.1}}}]}}
            """)
        #expect(waiting.spec.schedule.unknownRates.count == 3)
        let record = record()
        let ready = try waiting.filled(from: record)
        let (minimum, steep) = (
            try record.suggestedLR(.method(.minimum)), try record.suggestedLR(.method(.steep))
        )
        #expect(
            try ready.spec.makeSchedule() as? ScheduleSequence
                == ScheduleSequence([
                    .init(for: .steps(50), try LinearSchedule(lr: steep)),
                    .init(for: nil, try CosineAnnealing(lr: minimum, lrMin: minimum * 0.1)),
                ]))
    }

    @Test(
        "another method or factor on a recorded spec asks for the rate anew; anything else keeps it",
        arguments: [
            (["schedule.lr_max.times=3"], true), (["schedule.lr_max.from_finder=steep"], true),
            (["schedule.lr_max.times=3", "schedule.lr_max.value=0.2"], false), (["schedule.pct_start=0.2"], false),
            (["schedule.lr_max.value=0.2", "schedule.lr_max.times=3"], false), (["schedule.lr_max=0.2"], false),
        ])
    func overridden(overrides: [String], isAskedFor: Bool) throws {
        let recorded = try spec(#"{"from_finder": "minimum", "times": 2}"#).filled(from: record()).document
        let again = try goodSpec(recorded, set: overrides)
        #expect(again.awaitsRangeTest == isAskedFor)
        if overrides.contains(where: { $0.hasSuffix("=0.2") && $0.contains("lr_max") }) {
            #expect(try again.spec.makeSchedule() as? OneCycle == OneCycle(lrMax: 0.2))
        }
    }

    @Test("problems at any rate are found before the range test, those that depend on the rate are not")
    func beforehand() {
        func lines(_ schedule: String) -> [String] { problemLines("{\"steps\": 100,\n\"schedule\": {\(schedule)}}") }
        let rate = #"{"from_finder": "minimum"}"#
        #expect(
            lines(
                "\"type\": \"one_cycle\", \"lr_max\": \(rate),\n\"momentum\": {\"type\": \"constant\", \"value\": 0.9}")
                == [
                    "experiments/a.json:3: schedule.momentum: momentum is moved by one_cycle, too: drop this key, or set "
                        + "cycle_momentum to false"
                ])
        let parts = "{\"schedule\": {\"type\": \"constant\", \"lr\": \(rate)}}"
        #expect(
            lines("\"type\": \"sequence\", \"parts\": [\n\(parts), \(parts)]") == [
                "experiments/a.json:3: schedule.parts[0].for: missing, and only the last part can do without a length"
            ])
        #expect(
            lines("\"type\": \"cosine_restarts\", \"lr\": \(rate),\n\"first_cycle\": 1000") == [
                "experiments/a.json:3: schedule.first_cycle: takes 1000 steps, and there are 100; shorten it or train longer"
            ])
        for bounded in [
            "\"lr\": \(rate), \"lr_min\": 5", "\"lr\": 0.1, \"lr_min\": \(rate)",
            "\"lr\": \(rate), \"lr_min\": \(rate)",
        ] { #expect(lines("\"type\": \"cosine\", " + bounded).isEmpty) }
    }

    @Test("an unknown rate is reported with file and line, and with the arm of a study")
    func places() throws {
        let text = """
            {"name": "study", "schedule": {"type": "cosine",
               "lr": {"from_finder": "minimum"}}, "arms": {"a": {}, "b": {"schedule": {"type": "constant", "lr": 1}}}}
            """
        let temporary = try TemporaryFolder()
        defer { withExtendedLifetime(temporary) {} }
        let folder = temporary.path
        try text.write(toFile: folder + "/a.json", atomically: true, encoding: .utf8)
        let arm = try #require(try SpecFile.loadAll(path: folder + "/a.json").first)
        let place = "\(folder)/a.json:2: schedule.lr of study-a: the range test "
        let unknown = #expect(throws: UnknownRate.self) { try PlannedSchedule(arm, output: folder) }
        #expect(unknown?.description.hasPrefix(place + "has not been run yet") == true, "\(unknown as Any)")
        let trouble = #expect(throws: RateError.self) { try arm.filled(from: flat) }
        #expect(trouble?.description.hasPrefix(place + "suggests no rate") == true, "\(trouble as Any)")
        #expect(try arm.filled(from: record()).trial == arm.trial)
    }

    @Test("without a suggestion there is a reason")
    func none() throws {
        let waiting = try spec(#"{"from_finder": "valley"}"#)
        let trouble = try #require(throws: RateError.self) { try waiting.filled(from: flat) }
        #expect(trouble.keyPath == "schedule.lr_max")
        #expect(trouble.kind == .none(.neverFell))
        #expect("\(trouble)".hasPrefix("a.json:1: schedule.lr_max: the range test suggests no rate by \"valley\": "))
        #expect("\(trouble)".hasSuffix("; look at its figure and give a number"))
    }

    @Test("a rate that makes no schedule is reported")
    func noSchedule() throws {
        let waiting = try goodSpec(
            #"{"schedule": {"type": "cosine", "lr": {"from_finder": "minimum"}, "lr_min": 0.5}}"#)
        let trouble = try #require(throws: RateError.self) { try waiting.filled(from: record()) }
        #expect(
            "\(trouble)".hasPrefix(
                "a.json:1: schedule.lr: with the range test's rate by \"minimum\", schedule.lr_min: "))
        #expect("\(trouble)".contains("schedule.lr_min: 0.5 is not at most 0.0"))
        #expect("\(trouble)".hasSuffix("; give numbers that go together"))
    }

    @Test(
        "bad ones are reported by key",
        arguments: [
            (
                #"{"from_finder": "median"}"#,
                "schedule.lr_max.from_finder: \"median\" is not one of recommended, minimum, "
            ),
            (#"{"from_finder": "steep", "times": 0}"#, "schedule.lr_max.times: 0 is not greater than 0"),
            (#"{"from_finder": "steep", "tims": 2}"#, "unknown key; did you mean \"schedule.lr_max.times\"?"),
            (#""minimum""#, "\"minimum\" is not a number or {\"from_finder\": ...}"),
        ])
    func bad(rate: String, problem: String) {
        let lines = problemLines(#"{"schedule": {"type": "one_cycle", "lr_max": \#(rate)}}"#)
        #expect(lines.count == 1 && lines[0].contains(problem), "\(lines)")
    }

    @Test("the recommended rate is the default, and needs no reliable method of fastai's")
    func recommended() throws {
        for rate in [#"{"from_finder": "recommended"}"#, "{}", #"{"times": 1}"#] {
            let waiting = try spec(rate)
            #expect(waiting.spec.schedule.unknownRates.map(\.method) == [.recommended])
            #expect(waiting.spec.lrFinder.test.method == .recommended)
            let ready = try waiting.filled(from: record())
            let lr = try record().suggestedLR(.recommended)
            #expect(ready.spec.schedule.lr == lr && (0.05...0.2).contains(lr))
        }
    }

    @Test("a method of fastai's has fastai's settings, unless the spec gives others")
    func settings() throws {
        let fastai = try spec(#"{"from_finder": "steep"}"#).spec.lrFinder
        #expect(fastai.test == LRFinder(method: .fastai) && fastai.seeds == [0])
        #expect(fastai.test.steps == 100 && fastai.test.divergence == .diverged(factor: 4))
        let ours = try goodSpec(withSchedule()).spec.lrFinder
        #expect(ours.test == LRFinder(momentum: 0.85) && ours.seeds == [0, 1, 2, 3, 4])
        let text =
            #"{"schedule": {"type": "one_cycle", "lr_max": {"from_finder": "steep"}}, "lr_finder": {"method": "recommended"}}"#
        #expect(try goodSpec(text).spec.lrFinder == ours)
    }

    @Test("a short training has a short test, and the test the momentum of the highest rate")
    func lengthAndMomentum() throws {
        func test(_ schedule: String, _ more: String) throws -> LRFinder {
            try goodSpec("{\"schedule\": {\(schedule)}, \(more)}").spec.lrFinder.test
        }
        let cycle = #""type": "one_cycle", "lr_max": 1"#
        for (steps, expected) in [(1, 100), (99, 100), (150, 150), (200, 200), (9000, 200)] {
            #expect(try test(cycle, "\"steps\": \(steps)").steps == expected)
        }
        // 12,396 images, in batches of 128 without the rest, once.
        #expect(try test(cycle, #""epochs": 1, "data": {"batch_size": 100}"#).steps == 123)
        #expect(try test(cycle + #", "moms": [0.9, 0.7]"#, #""steps": 9"#).momentum == 0.7)
        #expect(try test(cycle + #", "cycle_momentum": false"#, #""steps": 9"#).momentum == nil)
        #expect(try test(#""type": "constant", "lr": 1"#, #""steps": 9"#).momentum == nil)
        let parts =
            #""type": "sequence", "parts": [{"for": 5, "schedule": {"type": "constant", "lr": 1}}, {"schedule": {\#(cycle)}}]"#
        #expect(try test(parts, #""steps": 9"#).momentum == 0.85)
    }

    @Test("a range test is the same whatever is trained with it")
    func finderHash() throws {
        let spec = try goodSpec(withSchedule())
        for change in ["schedule.lr_max=0.3", "epochs=7", "seeds=[0, 5]", "schedule.div_factor=3"] {
            #expect(try goodSpec(withSchedule(), set: [change]).finderHash == spec.finderHash, "\(change)")
        }
        for change in [
            "data.batch_size=7", "model.init=torch_default", "optimizer.eps=0.1", "lr_finder.num_it=7",
            "lr_finder.momentum=0.9", "lr_finder.method=fastai",
        ] {
            #expect(try goodSpec(withSchedule(), set: [change]).finderHash != spec.finderHash, "\(change)")
        }
    }
}
