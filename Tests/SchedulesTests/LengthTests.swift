import Schedules
import Testing

/// MNIST's 3s and 7s in batches of 64: 193 steps an epoch, of which there is no half.
@Suite("lengths that are no whole number of steps")
struct LengthTests {
    private func epochs(_ epochs: Double) throws -> Length { try .epochs(epochs, stepsPerEpoch: 193) }

    /// The steps on which the rate is `value`.
    private func steps(at value: Double, _ schedule: any Schedule, of total: Int) throws -> [Int] {
        try rates(schedule, of: total).enumerated().filter { $0.element == value }.map(\.offset)
    }

    @Test("shares and epochs alone are rounded to the nearest step, halves up")
    func alone() throws {
        #expect(Length.steps(7).steps(of: 3) == 7)
        #expect([0.0, 0.04, 0.05, 0.14, 0.15, 1].map { Length.fraction($0).steps(of: 10) } == [0, 0, 1, 1, 2, 10])
        #expect(try epochs(1.5).steps(of: 1) == 290)
        #expect(try epochs(2) == .steps(386))
        #expect(try epochs(0) == .steps(0))
        #expect(try epochs(1e300) == .steps(.max))
        #expect(Length.fraction(1).steps(of: .max) == .max)
        #expect(throws: ScheduleError.self) { try Length.epochs(-1, stepsPerEpoch: 10) }
        #expect(throws: ScheduleError.self) { try Length.epochs(.nan, stepsPerEpoch: 10) }
        #expect(throws: ScheduleError.self) { try Length.epochs(1, stepsPerEpoch: 0) }
        #expect(throws: ScheduleError.self) { try LinearSchedule(lr: 1, over: .partialSteps(-0.5)) }
        #expect(throws: ScheduleError.self) { try LinearSchedule(lr: 1, over: .partialSteps(.nan)) }
        #expect(throws: ScheduleError.self) { try StepDecay(lr: 1, every: .partialSteps(0)) }
    }

    @Test(
        "parts that fill a training have all of it",
        arguments: [[0.5, 0.5], [0.5, 1.5], [0.1, 0.2, 0.7], [1.0 / 3, 2.0 / 3]])
    func sequence(shares: [Double]) throws {
        let total = 193 * Int(shares.reduce(0, +).rounded())
        let schedule = try ScheduleSequence(
            try shares.enumerated().map { .init(for: try epochs($1), try Constant(lr: Double($0 + 1))) })
        #expect(schedule.issues(over: total).isEmpty, "\(schedule.issues(over: total))")
        #expect(try rates(schedule, of: total).last == Double(shares.count))
        #expect(try schedule.values(at: Int((shares[0] * 193 + 0.5).rounded(.down)), of: total).lr == 2)
    }

    @Test("what fills a part fits it, whether the part has the step more or not")
    func withinParts() throws {
        let inner: [any Schedule] = [
            try WarmupCosine(lr: 1, warmup: try epochs(0.5)), try Cyclic(lrMin: 0, lrMax: 1, stepUp: try epochs(0.25)),
            try SGDR(lrMax: 1, cycles: 2, cycleLen: try epochs(0.25), cycleMult: 1),
            try LinearSchedule(lr: 1, over: try epochs(0.5)),
        ]
        for schedule in inner {
            let parts = ScheduleSequence.Part(for: try epochs(0.5), schedule)
            let sequence = try ScheduleSequence([parts, parts])
            #expect(sequence.issues(over: 193).isEmpty, "\(schedule): \(sequence.issues(over: 193))")
            let open = try ScheduleSequence([parts, .init(for: nil, schedule)])
            #expect(open.issues(over: 193).isEmpty, "\(schedule): \(open.issues(over: 193))")
        }
        let long = try ScheduleSequence([
            .init(for: try epochs(0.5), try WarmupCosine(lr: 1, warmup: .steps(98))), .init(for: nil, Constant(lr: 1)),
        ])
        #expect(long.issues(over: 193).map(\.key) == ["parts[0].schedule.warmup"])
    }

    @Test("a warm-up and a decay of half the training each meet")
    func trapezoid() throws {
        let schedule = try Trapezoid(lr: 1, warmup: try epochs(0.5), decay: try epochs(0.5))
        #expect(schedule.issues(over: 193).isEmpty)
        #expect(try steps(at: 1, schedule, of: 193) == [97])
        #expect(schedule.issues(over: 192).map(\.key) == ["decay"])
    }

    @Test(
        "ways up and down that fill a training",
        arguments: [
            (Length.fraction(0.5), Length.fraction(0.5), 193, [97]), (.fraction(0.3), .fraction(0.7), 5, [2]),
            (.partialSteps(48.25), .partialSteps(48.25), 579, [48, 145, 241, 338, 434, 531]),
            (.fraction(0.5), .fraction(0.5), 2, [1]), (.steps(1), .partialSteps(1.5), 5, [1, 4]),
        ])
    func cyclic(up: Length, down: Length, total: Int, peaks: [Int]) throws {
        let schedule = try Cyclic(lrMin: 0, lrMax: 1, stepUp: up, stepDown: down)
        #expect(schedule.issues(over: total).isEmpty, "\(schedule.issues(over: total))")
        #expect(try steps(at: 1, schedule, of: total) == peaks)
        let phases = schedule.phases(of: total)
        #expect(phases.filter { $0.name == "down" }.map(\.steps.lowerBound) == peaks)
        #expect(try steps(at: 0, schedule, of: total) == phases.filter { $0.name == "up" }.map(\.steps.lowerBound))
    }

    @Test("cycles of cosines that fill a training")
    func cosines() throws {
        for length in [try epochs(0.5), try epochs(1.0 / 3), .fraction(1.0 / 3), .fraction(0.1), .fraction(1.0 / 7)] {
            let restarts = try CosineRestarts(lr: 1, firstCycle: length)
            for total in [193, 386, 579] { #expect(restarts.issues(over: total).isEmpty, "\(length) in \(total)") }
        }
        let thirds = try SGDR(lrMax: 1, cycles: 3, cycleLen: .fraction(1.0 / 3), cycleMult: 1)
        #expect(thirds.issues(over: 386).isEmpty)
        #expect(thirds.phases(of: 386).map(\.steps) == [0..<129, 129..<258, 258..<386])
        // 1 + 2 + 4 sevenths.
        for total in [386, 100, 193, 7, 8] {
            let doubling = try SGDR(lrMax: 1, cycles: 3, cycleLen: .fraction(1.0 / 7))
            #expect(doubling.issues(over: total).isEmpty, "\(total): \(doubling.issues(over: total))")
            #expect(try rates(doubling, of: total).allSatisfy { $0 > 0 }, "\(total)")
        }
    }

    @Test("decays come on the steps nearest to their places")
    func steps() throws {
        let halves = try StepDecay(lr: 1, gamma: 0.5, every: try epochs(0.5))
        let all = try rates(halves, of: 386)
        #expect((1..<386).filter { all[$0] < all[$0 - 1] } == [97, 193, 290])
        #expect(halves.issues(over: 97).isEmpty && !halves.issues(over: 96).isEmpty)
        let milestones = try MultiStepDecay(lr: 1, gamma: 0.5, milestones: [try epochs(1.5), try epochs(0.5)])
        let rates = try rates(milestones, of: 386)
        #expect((1..<386).filter { rates[$0] < rates[$0 - 1] } == [97, 290])
    }

    @Test("lengths of whole steps are what they were: each cycle begins on its step", arguments: 1...60)
    func whole(cycle: Int) throws {
        let total = 60
        let restarts = try rates(CosineRestarts(lr: 1, firstCycle: .steps(cycle)), of: total)
        let cyclic = try rates(Cyclic(lrMin: 0, lrMax: 1, stepUp: .steps(cycle), stepDown: .steps(3)), of: total)
        let decays = try rates(StepDecay(lr: 1, gamma: 0.5, every: .steps(cycle)), of: total)
        for step in 0..<total {
            #expect((restarts[step] == 1) == (step % cycle == 0))
            let place = step % (cycle + 3)
            let height = place <= cycle ? Double(place) / Double(cycle) : Double(cycle + 3 - place) / 3
            #expect(abs(cyclic[step] - height) < 1e-15)
            var rate = 1.0
            for _ in 0..<step / cycle { rate *= 0.5 }
            #expect(decays[step] == rate)
        }
    }
}
