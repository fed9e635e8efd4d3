import TestSupport
import Specs
import Runs
import Comparison
import Statistics
import Foundation
import Testing
import Training

@Suite("Reports of one arm")
struct ArmReportTests {
    private func run(
        _ seed: UInt64, _ values: [(accuracy: Double, loss: Double)], hasDiverged: Bool = false
    ) -> ComparedRun {
        ComparedRun(
            seed: seed, outcome: hasDiverged ? .diverged : .completed,
            epochs: values.enumerated().map {
                .init(epoch: $0, trainLoss: .nan, validLoss: $1.loss, accuracy: $1.accuracy, seconds: 1)
            })
    }

    @Test("final and best of a run")
    func metrics() {
        let one = run(0, [(0.5, 0.5), (0.9, 0.25), (0.8, 0.75)])
        #expect(one[.finalAccuracy] == 0.8)
        #expect(one[.bestAccuracy] == 0.9)
        #expect(one[.finalLoss] == 0.75)
        #expect(one[.bestLoss] == 0.25)
    }

    @Test("a diverged run counts: accuracy as recorded, else 0; its loss is infinite")
    func diverged() {
        let arm = ComparedArm(
            name: "a",
            runs: [
                run(0, [(0.75, 0.5)]), run(1, [(0.5, 1), (0.25, .nan)], hasDiverged: true),
                run(2, [], hasDiverged: true), run(3, [(.nan, .infinity)], hasDiverged: true),
            ])
        let report = ArmReport(arm)
        #expect(report.n == 4)
        #expect(report.diverged == 3)
        #expect(report[.finalAccuracy].n == 4)
        #expect(report[.finalAccuracy].mean == 0.25)
        #expect(report[.bestAccuracy].mean == 0.3125)
        #expect(report[.finalLoss].mean == nil)
        #expect(report[.finalLoss].deviation == nil)
        #expect(report[.finalLoss].interval == nil)
        #expect(report[.finalLoss].median == nil)
        #expect(report[.finalLoss].infinite == 3)
        #expect(report[.bestLoss].infinite == 2)
        #expect(report.runs.map { $0[.finalAccuracy] } == [0.75, 0.25, 0, 0])
        #expect(report.runs.map { $0[.finalLoss] } == [0.5, .infinity, .infinity, .infinity])
    }

    @Test("JSON has a key per metric, and none for a loss that is infinite")
    func json() throws {
        let arm = ComparedArm(name: "a", runs: [run(0, [(0.75, 0.5)]), run(1, [], hasDiverged: true)])
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let data = try encoder.encode(ArmReport(arm, options: .init(target: 0.5)))
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let metrics: Set = ["final_accuracy", "best_accuracy", "final_loss", "best_loss"]
        #expect(
            Set(json.keys)
                == metrics.union(["name", "n", "diverged", "stuck", "baseline_untuned", "time_to_target", "runs"]))
        let runs = try #require(json["runs"] as? [[String: Any]])
        let times: Set = ["seed", "diverged", "epochs_to_target", "seconds_to_target"]
        #expect(Set(runs[0].keys) == metrics.union(times))
        #expect(Set(runs[1].keys) == ["seed", "diverged", "final_accuracy", "best_accuracy"])
        #expect(runs[0]["best_loss"] as? Double == 0.5 && runs[1]["final_accuracy"] as? Double == 0)
    }

    @Test("mean, deviation, median")
    func moments() {
        let summary = MetricSummary([1, 2, 3, 6], of: .finalLoss)
        #expect(summary.mean == 3)
        #expect(agree(summary.deviation, (14.0 / 3).squareRoot()))
        #expect(summary.median == 2.5)
        #expect(MetricSummary([4, 9, 1, .infinity, 3], of: .finalLoss).median == 4)
        #expect(MetricSummary([1, .infinity], of: .finalLoss).median == nil)
        #expect(MetricSummary([1, .nan, 2], of: .finalLoss).median == nil)
    }

    @Test("one value has a mean and nothing around it, none has nothing")
    func few() {
        let one = MetricSummary([0.5], of: .finalLoss)
        #expect(one.n == 1)
        #expect(one.mean == 0.5)
        #expect(one.median == 0.5)
        #expect(one.deviation == nil)
        #expect(one.interval == nil)
        let none = ArmReport(ComparedArm(name: "a", runs: []), options: .init(target: 0.5))
        #expect(none.n == 0)
        #expect(none[.finalAccuracy].mean == nil)
        #expect(none.timeToTarget?.reached == 0)
    }

    @Test("the order of the runs does not matter")
    func order() {
        var arm = drawnArm("a", count: 9, around: 9_800, seed: 4)
        let report = ArmReport(arm, options: .init(target: 0.5))
        arm.runs.reverse()
        #expect(ArmReport(arm, options: .init(target: 0.5)) == report)
        #expect(report.runs.map(\.seed) == Array(0..<9))
    }
}
