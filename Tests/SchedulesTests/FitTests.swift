import Schedules
import Testing

@Suite("lengths and how they lie in a training")
struct FitTests {
    @Test("shares and epochs are rounded to the nearest step, halves up")
    func lengths() throws {
        #expect(Length.steps(7).steps(of: 3) == 7)
        #expect([0.0, 0.04, 0.05, 0.14, 0.15, 1].map { Length.fraction($0).steps(of: 10) } == [0, 0, 1, 1, 2, 10])
        #expect(try Length.epochs(1.5, stepsPerEpoch: 193) == .steps(290))
        #expect(try Length.epochs(0, stepsPerEpoch: 193) == .steps(0))
        #expect(try Length.epochs(1e300, stepsPerEpoch: 193) == .steps(.max))
        #expect(Length.fraction(1).steps(of: .max) == .max)
        #expect(throws: ScheduleError.self) { try Length.epochs(-1, stepsPerEpoch: 10) }
        #expect(throws: ScheduleError.self) { try Length.epochs(.nan, stepsPerEpoch: 10) }
        #expect(throws: ScheduleError.self) { try Length.epochs(1, stepsPerEpoch: 0) }
    }

    @Test("curves that span the training fit any")
    func whole() throws {
        let all: [any Schedule] = [
            try Constant(lr: 1), try OneCycle(lrMax: 1), try CosineAnnealing(lr: 1),
            try ExponentialDecay(lr: 1, gamma: 0.9),
            try FlatCosine(lr: 1), try PolynomialDecay(lr: 1), try InverseDecay(lr: 1, gamma: 1, power: 1),
            try Plateau(lr: 1),
        ]
        for schedule in all { #expect(schedule.fit(in: 7) == .whole) }
        #expect(!Fit.whole.isError && !Fit.whole.isWarning)
    }

    @Test("a cycle that does not end with the training is a warning")
    func cut() throws {
        let restarts = try CosineRestarts(lr: 1, firstCycle: .steps(10), cycleMult: 3)
        #expect(restarts.fit(in: 40) == .whole)
        #expect(restarts.fit(in: 41) == .cut(cycle: 40..<130, end: 41))
        #expect(restarts.fit(in: 129) == .cut(cycle: 40..<130, end: 129))
        #expect(restarts.fit(in: 130) == .whole)
        let cyclic = try Cyclic(lrMin: 0, lrMax: 1, stepUp: .steps(22), stepDown: .steps(18))
        #expect(cyclic.fit(in: 120) == .whole)
        #expect(cyclic.fit(in: 150) == .cut(cycle: 120..<160, end: 150))
        #expect(try Cyclic(lrMin: 0, lrMax: 1, stepUp: .fraction(0.25)).fit(in: 100) == .whole)
        let sgdr = try SGDR(lrMax: 1, cycles: 3, cycleLen: .steps(20))
        #expect(sgdr.fit(in: 140) == .whole)
        #expect(sgdr.fit(in: 150) == .short(length: 140, total: 150))
        for fit in [restarts.fit(in: 41), sgdr.fit(in: 150)] { #expect(fit.isWarning && !fit.isError) }
    }

    @Test("a length beyond the training is an error")
    func tooLong() throws {
        let beyond: [(any Schedule, Int)] = [
            (try CosineRestarts(lr: 1, firstCycle: .steps(11)), 11),
            (try SGDR(lrMax: 1, cycles: 2, cycleLen: .steps(4)), 12),
            (try Cyclic(lrMin: 0, lrMax: 1, stepUp: .steps(6), stepDown: .steps(5)), 11),
            (try StepDecay(lr: 1, every: .steps(11)), 11),
            (try MultiStepDecay(lr: 1, milestones: [.steps(3), .steps(12)]), 12),
            (try LinearSchedule(lr: 1, over: .steps(11)), 11), (try WarmupCosine(lr: 1, warmup: .steps(11)), 11),
            (try Trapezoid(lr: 1, warmup: .steps(6), decay: .steps(5)), 11),
            (try Trapezoid(lr: 1, warmup: .steps(.max), decay: .steps(.max)), .max),
            (try SGDR(lrMax: 1, cycles: .max, cycleLen: .steps(.max)), .max),
            (
                try ScheduleSequence([.init(for: .steps(6), Constant(lr: 1)), .init(for: .steps(5), Constant(lr: 1))]),
                11
            ),
        ]
        for (schedule, length) in beyond {
            let fit = schedule.fit(in: 10)
            #expect(fit == .tooLong(length: length, total: 10), "\(schedule)")
            #expect(fit.isError && !fit.isWarning)
            #expect(length == .max || !schedule.fit(in: length).isError, "\(schedule)")
            // It can be asked all the same.
            for step in 0..<10 { #expect(schedule.lrRange.contains(try schedule.values(at: step, of: 10).lr)) }
        }
    }

    @Test("of several schedules the first error counts, then the first warning, in steps of the whole training")
    func worst() throws {
        let restarts = try CosineRestarts(lr: 1, firstCycle: .steps(4))
        let constant = try Constant(lr: 1)
        let cut = try ScheduleSequence([.init(for: .steps(10), constant), .init(for: .steps(6), restarts)])
        #expect(cut.fit(in: 16) == .part(1, .cut(cycle: 14..<18, end: 16)))
        let late = try ScheduleSequence([.init(for: .steps(6), restarts), .init(for: .steps(3), restarts)])
        #expect(late.fit(in: 9) == .part(1, .tooLong(length: 4, total: 3)))
        #expect(try Hyperparameters(lr: constant, weightDecay: restarts).fit(in: 6) == .cut(cycle: 4..<8, end: 6))
    }

    @Test("the words")
    func words() {
        #expect(Fit.cut(cycle: 40..<130, end: 41).description == "the cycle of steps 40 to 129 is cut at step 41")
        #expect(
            Fit.part(1, .tooLong(length: 4, total: 3)).description == "parts[1]: takes 4 steps, and there are 3")
        #expect(Fit.tooLong(length: 11, total: 10).description == "takes 11 steps, and there are 10")
        #expect(ScheduleError.outOfRange(step: 4, total: 4).description.hasSuffix("4 steps (0 to 3)"))
        #expect(ScheduleError.outOfRange(step: 4, total: .min).description.contains("none"))
    }
}
