import Experiments
import Foundation
import Schedules
import Testing
import Training

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

    @Test("without a suggestion there is a reason")
    func none() throws {
        let waiting = try spec(#"{"from_finder": "valley"}"#)
        let trouble = try #require(throws: RateTrouble.self) { try waiting.filled(from: flat) }
        #expect(trouble.keyPath == "schedule.lr_max")
        #expect(trouble.kind == .none(.neverFell))
        #expect("\(trouble)".hasPrefix("schedule.lr_max: the range test suggests no rate by \"valley\": "))
    }

    @Test("a rate that makes no schedule is told")
    func noSchedule() throws {
        let waiting = try goodSpec(
            #"{"schedule": {"type": "cosine", "lr": {"from_finder": "minimum"}, "lr_min": 0.5}}"#)
        let trouble = try #require(throws: RateTrouble.self) { try waiting.filled(from: record()) }
        #expect("\(trouble)".contains("schedule.lr_min: 0.5 is not at most 0.0"))
    }

    @Test(
        "bad ones are told by key",
        arguments: [
            (#"{"from_finder": "median"}"#, "schedule.lr_max.from_finder: \"median\" is not one of minimum, steep, "),
            (#"{"from_finder": "steep", "times": 0}"#, "schedule.lr_max.times: 0 is not greater than 0"),
            (#"{"times": 2}"#, "schedule.lr_max.from_finder: required key is missing"),
            (#"{"from_finder": "steep", "tims": 2}"#, "unknown key; did you mean \"schedule.lr_max.times\"?"),
            (#""minimum""#, "\"minimum\" is not a number or an object"),
        ])
    func bad(rate: String, problem: String) {
        let lines = problemLines(#"{"schedule": {"type": "one_cycle", "lr_max": \#(rate)}}"#)
        #expect(lines.count == 1 && lines[0].contains(problem), "\(lines)")
    }

    @Test("a range test is the same whatever is trained with it")
    func finderHash() throws {
        let spec = try goodSpec(withSchedule())
        for change in ["schedule.lr_max=0.3", "epochs=7", "seeds=[0, 5]", "schedule.div_factor=3"] {
            #expect(try goodSpec(withSchedule(), set: [change]).finderHash == spec.finderHash, "\(change)")
        }
        for change in ["data.batch_size=7", "model.init=torch_default", "optimizer.eps=0.1", "lr_finder.num_it=7"] {
            #expect(try goodSpec(withSchedule(), set: [change]).finderHash != spec.finderHash, "\(change)")
        }
    }
}
