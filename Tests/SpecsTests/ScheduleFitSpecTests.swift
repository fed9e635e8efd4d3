import TestSupport
import Specs
import Foundation
import Schedules
import Testing

/// Schedules of specs in a training of 193 steps an epoch.
@Suite("How schedules of specs lie in the training")
struct ScheduleFitSpecTests {
    private func text(_ schedule: String, _ length: String) -> String {
        #"{"data": {"source": "mnist_sample"}, "schedule": \#(schedule), \#(length)}"#
    }

    private func parts(_ lengths: [String]) -> String {
        let parts = lengths.map { #"{"for": \#($0), "schedule": {"type": "constant", "lr": 0.1}}"# }
        return #"{"type": "sequence", "parts": [\#(parts.joined(separator: ", "))]}"#
    }

    @Test("what fills the training fits it, without a word")
    func filling() throws {
        let half = #"{"epochs": 0.5}"#
        let cases = [
            (parts([half, half]), #""epochs": 1"#), (parts([half, #"{"epochs": 1.5}"#]), #""epochs": 2"#),
            (#"{"type": "trapezoid", "lr": 1, "warmup": \#(half), "decay": \#(half)}"#, #""epochs": 1"#),
            (#"{"type": "cyclic", "lr_min": 0, "lr_max": 1, "step_up": {"fraction": 0.5}}"#, #""epochs": 1"#),
            (
                #"{"type": "cyclic", "lr_min": 0, "lr_max": 1, "step_up": {"fraction": 0.3}, "step_down": {"fraction": 0.7}}"#,
                #""steps": 5"#
            ),
            (#"{"type": "cyclic", "lr_min": 0, "lr_max": 1, "step_up": {"epochs": 0.25}}"#, #""epochs": 3"#),
            (
                #"{"type": "sgdr", "lr_max": 1, "cycles": 3, "cycle_mult": 1, "cycle_len": {"fraction": 0.3333333333333333}}"#,
                #""steps": 386"#
            ),
            (
                #"{"type": "sgdr", "lr_max": 1, "cycles": 3, "cycle_len": {"fraction": 0.14285714285714285}}"#,
                #""epochs": 2"#
            ),
            (#"{"type": "cosine_restarts", "lr": 1, "first_cycle": \#(half)}"#, #""epochs": 2"#),
            (
                #"{"type": "cosine_restarts", "lr": 1, "first_cycle": {"epochs": 0.3333333333333333}}"#,
                #""epochs": 2"#
            ),
        ]
        for (schedule, length) in cases {
            let spec = try goodSpec(text(schedule, length))
            #expect(spec.warnings.isEmpty, "\(schedule): \(spec.warnings)")
        }
    }

    @Test("every part that is too long is reported at its key and line, with a remedy")
    func tooLong() {
        let spec = """
            {"steps": 100, "schedule": {"type": "sequence", "parts": [
              {"for": 20, "schedule": {"type": "constant", "lr": 0.1}},
              {"schedule": {"type": "warmup_cosine", "lr": 0.1,
                 "warmup": 90}}],
              "momentum": {"type": "step", "value": 0.9,
                 "every": 200},
              "weight_decay": {"type": "multistep", "value": 0.1, "milestones": [10,
                 101]}}}
            """
        #expect(
            problemLines(spec) == [
                "experiments/a.json:4: schedule.parts[1].schedule.warmup: takes 90 steps, and its part has 80; shorten it or "
                    + "lengthen the part",
                "experiments/a.json:6: schedule.momentum.every: takes 200 steps, and there are 100; shorten it or train "
                    + "longer",
                "experiments/a.json:7: schedule.weight_decay.milestones[1]: takes 101 steps, and there are 100; shorten it "
                    + "or train longer",
            ])
        let endless = #"{"type": "sgdr", "lr_max": 1, "cycles": 10000, "cycle_mult": 1000, "cycle_len": 1}"#
        #expect(
            problemLines(text(endless, #""epochs": 1"#)) == [
                "experiments/a.json:1: schedule.cycle_len: takes more than 1000000000000 steps with all cycles, and there are "
                    + "193; shorten it or train longer"
            ])
    }

    @Test("problems of all parts come at once")
    func parts() {
        let spec = """
            {"steps": 100, "schedule": {"type": "sequence", "parts": [
              {"schedule": {"type": "cosine", "lr": 0.1, "lr_min": 1}},
              {"for": 300, "schedule": {"type": "sequence", "parts": [
                {"for": 2, "schedule": {"type": "cosine", "lr": 0.1, "lr_min": 2}}]}}]}}
            """
        #expect(
            problemLines(spec) == [
                "experiments/a.json:2: schedule.parts[0].for: missing, and only the last part can do without a length",
                "experiments/a.json:2: schedule.parts[0].schedule.lr_min: 1 is not at most 0.1",
                "experiments/a.json:4: schedule.parts[1].schedule.parts[0].schedule.lr_min: 2 is not at most 0.1",
            ])
        let unknown = spec.replacing("\"lr_min\": 2", with: "\"lr_mni\": 2")
        #expect(
            problemLines(unknown) == [
                "experiments/a.json:4: schedule.parts[1].schedule.parts[0].schedule.lr_mni: unknown key; did you mean "
                    + "\"schedule.parts[1].schedule.parts[0].schedule.lr_min\"?"
            ])
    }

    @Test("sequences hold sequences and plateaus")
    func nested() throws {
        let schedule = """
            {"type": "sequence", "parts": [
              {"for": 10, "schedule": {"type": "linear", "lr": 0.1, "start_factor": 0}},
              {"schedule": {"type": "sequence", "parts": [
                {"for": {"fraction": 0.5}, "schedule": {"type": "constant", "lr": 0.1}},
                {"schedule": {"type": "plateau", "lr": 0.05}}]}}],
             "momentum": {"type": "sequence", "parts": [{"schedule": {"type": "sequence", "parts": [
                {"schedule": {"type": "constant", "value": 0.5}}]}}]}}
            """
        let spec = try goodSpec(#"{"schedule": \#(schedule), "steps": 100}"#)
        let constant = try Constant(lr: 0.5)
        let inner = try ScheduleSequence([
            .init(for: .fraction(0.5), try Constant(lr: 0.1)), .init(for: nil, try Plateau(lr: 0.05)),
        ])
        let made = try spec.spec.makeSchedule()
        #expect(
            made as? Hyperparameters
                == (try Hyperparameters(
                    lr: try ScheduleSequence([
                        .init(for: .steps(10), try LinearSchedule(lr: 0.1, startFactor: 0)), .init(for: nil, inner),
                    ]),
                    momentum: try ScheduleSequence([
                        .init(for: nil, try ScheduleSequence([.init(for: nil, constant)]))
                    ]))))
        #expect(made.observesValidations)
        #expect(try goodSpec(spec.document).document == spec.document)
    }

    @Test("0 is a momentum and a weight decay, and no learning rate")
    func zeros() throws {
        let zero = #"{"type": "constant", "value": 0}"#
        let parts = #"{"type": "sequence", "parts": [{"for": 5, "schedule": \#(zero)}, {"schedule": \#(zero)}]}"#
        for (momentum, decay) in [(zero, parts), (parts, zero), (#"{"type": "cosine", "value": 0}"#, "null")] {
            let spec = try goodSpec(
                text(
                    #"{"type": "constant", "lr": 0.1, "momentum": \#(momentum), "weight_decay": \#(decay)}"#,
                    #""epochs": 1"#))
            let values = try spec.spec.makeSchedule().values(at: 7, of: 193)
            #expect(values.momentum == 0 && values.weightDecay ?? 0 == 0)
        }
        let lines = problemLines(text(#"{"type": "constant", "lr": 0}"#, #""epochs": 1"#))
        #expect(lines == ["experiments/a.json:1: schedule.lr: 0 is not between 1e-30 and 1000000"])
    }

    @Test("Nesterov's momentum needs one at some step, whoever gives it")
    func nesterov() {
        func lines(_ momentum: Double, _ schedule: String) -> [String] {
            let optimizer = #""optimizer": {"type": "sgd", "momentum": \#(momentum), "nesterov": true}"#
            return problemLines(text(schedule, #""epochs": 1, "# + optimizer))
        }
        func own(_ value: Double) -> String {
            #"{"type": "constant", "lr": 0.1, "momentum": {"type": "linear", "value": \#(value), "start_factor": 0}}"#
        }
        #expect(lines(0, own(0.9)).isEmpty && lines(0.9, parts(["193"])).isEmpty)
        let idle = [
            "experiments/a.json:1: optimizer.nesterov: true needs momentum, and the schedule has 0 at every step"
        ]
        #expect(lines(0.9, own(0)) == idle)
        #expect(lines(0, parts(["193"])) == idle)
    }
}
