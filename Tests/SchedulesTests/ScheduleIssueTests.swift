import Schedules
import Testing

@Suite("how schedules lie in a training")
struct ScheduleIssueTests {
    private let constant = Result { () throws(ScheduleError) in try Constant(lr: 1) }

    @Test("curves that span the training fit any")
    func whole() throws {
        let all: [any Schedule] = [
            try Constant(lr: 1), try OneCycle(lrMax: 1), try CosineAnnealing(lr: 1),
            try ExponentialDecay(lr: 1, gamma: 0.9),
            try FlatCosine(lr: 1), try PolynomialDecay(lr: 1), try InverseDecay(lr: 1, gamma: 1, power: 1),
            try Plateau(lr: 1),
        ]
        for schedule in all { #expect(schedule.issues(over: 7).isEmpty) }
    }

    @Test("a cycle that does not end with the training is a warning")
    func cut() throws {
        let restarts = try CosineRestarts(lr: 1, firstCycle: .steps(10), cycleMult: 3)
        #expect(restarts.issues(over: 40).isEmpty)
        #expect(restarts.issues(over: 41).map(\.kind) == [.cut(cycle: 40..<130, end: 41)])
        #expect(restarts.issues(over: 129).map(\.kind) == [.cut(cycle: 40..<130, end: 129)])
        #expect(restarts.issues(over: 130).isEmpty)
        let cyclic = try Cyclic(lrMin: 0, lrMax: 1, stepUp: .steps(22), stepDown: .steps(18))
        #expect(cyclic.issues(over: 120).isEmpty)
        #expect(cyclic.issues(over: 150).map(\.kind) == [.cut(cycle: 120..<160, end: 150)])
        #expect(try Cyclic(lrMin: 0, lrMax: 1, stepUp: .fraction(0.25)).issues(over: 100).isEmpty)
        let sgdr = try SGDR(lrMax: 1, cycles: 3, cycleLen: .steps(20))
        #expect(sgdr.issues(over: 140).isEmpty)
        #expect(sgdr.issues(over: 150).map(\.kind) == [.short(length: 140, total: 150)])
        #expect((restarts.issues(over: 41) + sgdr.issues(over: 150)).allSatisfy { !$0.isError && $0.key.isEmpty })
    }

    @Test("a length beyond the training is an error, and says of which key")
    func tooLong() throws {
        let beyond: [(any Schedule, Int, String)] = [
            (try CosineRestarts(lr: 1, firstCycle: .steps(11)), 11, "first_cycle"),
            (try SGDR(lrMax: 1, cycles: 2, cycleLen: .steps(4)), 12, "cycle_len"),
            (try Cyclic(lrMin: 0, lrMax: 1, stepUp: .steps(6), stepDown: .steps(5)), 11, "step_up"),
            (try StepDecay(lr: 1, every: .steps(11)), 11, "every"),
            (try MultiStepDecay(lr: 1, milestones: [.steps(3), .steps(12)]), 12, "milestones[1]"),
            (try LinearSchedule(lr: 1, over: .steps(11)), 11, "over"),
            (try WarmupCosine(lr: 1, warmup: .steps(11)), 11, "warmup"),
            (try Trapezoid(lr: 1, warmup: .steps(6), decay: .steps(5)), 11, "decay"),
            (try Trapezoid(lr: 1, warmup: .steps(.max), decay: .steps(3)), .max, "warmup"),
            (try SGDR(lrMax: 1, cycles: .max, cycleLen: .steps(.max)), .max, "cycle_len"),
            (
                try ScheduleSequence([.init(for: .steps(6), Constant(lr: 1)), .init(for: .steps(5), Constant(lr: 1))]),
                11, "parts[1].for"
            ),
        ]
        for (schedule, length, key) in beyond {
            let misfits = schedule.issues(over: 10)
            let misfit = try #require(misfits.first)
            #expect(misfits.count == 1 && misfit.isError && misfit.key == key, "\(schedule): \(misfits)")
            guard case .tooLong(length, _, 10) = misfit.kind else {
                Issue.record("\(misfit) is not of \(length) steps")
                continue
            }
            #expect(length == .max || !schedule.issues(over: length).contains(where: \.isError), "\(schedule)")
            // It can be asked all the same.
            for step in 0..<10 { #expect(schedule.lrRange.contains(try schedule.values(at: step, of: 10).lr)) }
        }
    }

    @Test("all of them are reported, each under its key, in steps of the whole training")
    func all() throws {
        let restarts = try CosineRestarts(lr: 1, firstCycle: .steps(4))
        let constant = try constant.get()
        let cut = try ScheduleSequence([.init(for: .steps(10), constant), .init(for: .steps(6), restarts)])
        let cutPart = try #require(cut.issues(over: 16).first)
        #expect(cutPart.key == "parts[1].schedule" && cutPart.kind == .cut(cycle: 14..<18, end: 16))
        let late = try ScheduleSequence([
            .init(for: .steps(6), restarts), .init(for: .steps(3), restarts), .init(for: .steps(2), constant),
        ])
        #expect(
            late.issues(over: 9).map(\.description) == [
                "parts[2].for: takes 11 steps with the parts before it, and there are 9; shorten it or train longer",
                "parts[0].schedule: the cycle of steps 4 to 7 is cut at step 6",
                "parts[1].schedule.first_cycle: takes 4 steps, and its part has 3; shorten it or lengthen the part",
            ])
        let both = try Hyperparameters(
            lr: try MultiStepDecay(lr: 1, milestones: [.steps(9), .steps(2), .steps(8)]),
            momentum: try StepDecay(lr: 0.9, every: .steps(7)), weightDecay: restarts)
        #expect(
            both.issues(over: 6).map(\.key) == ["milestones[0]", "milestones[2]", "momentum.every", "weight_decay"])
    }

    @Test("the words")
    func words() throws {
        let restarts = try CosineRestarts(lr: 1, firstCycle: .steps(10), cycleMult: 3)
        #expect(restarts.issues(over: 41).map(\.description) == ["the cycle of steps 40 to 129 is cut at step 41"])
        let warmup = try WarmupCosine(lr: 1, warmup: .steps(11))
        #expect(
            warmup.issues(over: 10).map(\.description) == [
                "warmup: takes 11 steps, and there are 10; shorten it or train longer"
            ])
        let endless = try SGDR(lrMax: 1, cycles: .max, cycleLen: .steps(.max))
        #expect(
            endless.issues(over: 10).map(\.description) == [
                "cycle_len: takes more than 1000000000000 steps, and there are 10; shorten it or train longer"
            ])
        #expect(ScheduleError.outOfRange(step: 4, total: 4).description.hasSuffix("4 steps (0 to 3)"))
        #expect(ScheduleError.outOfRange(step: 4, total: .min).description.contains("none"))
    }
}
