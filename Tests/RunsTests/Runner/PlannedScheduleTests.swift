import Runs
import Schedules
import Specs
import TestSupport
import Testing

@Suite("A schedule before its training")
struct PlannedScheduleTests {
    /// A spec of 193 steps an epoch.
    private func text(_ schedule: String, _ length: String) -> String {
        #"{"data": {"source": "mnist_sample"}, "schedule": \#(schedule), \#(length)}"#
    }

    @Test("only plateau waits for validations")
    func planned() throws {
        func planned(_ schedule: String, _ more: String = "") throws -> PlannedSchedule {
            try PlannedSchedule(try goodSpec(text(schedule, #""epochs": 1"# + more)), output: "nowhere")
        }
        #expect(try planned(#"{"type": "plateau", "lr": 0.1}"#).observesValidations)
        let constant = try planned(#"{"type": "constant", "lr": 0.1}"#, #", "optimizer": {"weight_decay": 0.2}"#)
        #expect(!constant.observesValidations)
        #expect(constant.values.allSatisfy { $0 == ScheduledValues(lr: 0.1, momentum: 0.9) })
        #expect(
            try constant.applied.values(at: 3, of: 193) == ScheduledValues(lr: 0.1, momentum: 0.9, weightDecay: 0.2))
        var pieces = 0
        var csv = ""
        let long = try PlannedSchedule(
            try goodSpec(#"{"schedule": {"type": "cosine", "lr": 0.1}, "steps": 10000}"#), output: "nowhere")
        try long.writeCSV {
            pieces += 1
            csv += $0
        }
        #expect(pieces > 1 && csv.split(separator: "\n").count == 10_001)
        #expect(csv.hasPrefix("step,lr,momentum\n0,0.10000000000000001,0.90000000000000002\n"))
    }
}
