import Schedules
import Testing

@Suite("parameters that make no schedule")
struct ParameterTests {
    /// The names of bad parameters; empty if all are good.
    private func problems(_ make: () throws(ScheduleError) -> any Schedule) -> [String] {
        do throws(ScheduleError) {
            _ = try make()
            return []
        } catch .invalid(let problems) {
            return problems.map(\.name)
        } catch {
            return ["\(error)"]
        }
    }

    @Test("all of a policy's problems are reported at once")
    func allAtOnce() {
        #expect(problems { () throws(ScheduleError) in try Constant(lr: -1) } == ["lr"])
        #expect(problems { () throws(ScheduleError) in try CosineAnnealing(lr: -1, lrMin: -1) } == ["lr", "lr_min"])
        #expect(
            problems { () throws(ScheduleError) in
                try CosineRestarts(lr: -1, lrMin: -1, firstCycle: .steps(0), cycleMult: 0.5)
            } == ["lr", "lr_min", "first_cycle", "cycle_mult"])
        #expect(
            problems { () throws(ScheduleError) in
                try SGDR(lrMax: 0, cycles: 0, cycleLen: .fraction(0), cycleMult: .infinity)
            } == ["lr_max", "cycles", "cycle_len", "cycle_mult"])
        #expect(
            problems { () throws(ScheduleError) in
                try Cyclic(
                    lrMin: -1, lrMax: -1, stepUp: .steps(0), stepDown: .fraction(2), mode: .expRange(gamma: 0),
                    momentum: (high: 1, low: -1))
            } == ["lr_max", "lr_min", "step_up", "step_down", "gamma", "moms", "moms"])
        #expect(
            problems { () throws(ScheduleError) in try StepDecay(lr: -1, gamma: 2, every: .steps(-1)) }
                == ["lr", "gamma", "every"])
        #expect(
            problems { () throws(ScheduleError) in
                try MultiStepDecay(lr: -1, gamma: 0, milestones: [.steps(1), .steps(-1), .fraction(.nan)])
            } == ["lr", "gamma", "milestones[1]", "milestones[2]"])
        #expect(problems { () throws(ScheduleError) in try ExponentialDecay(lr: -1, gamma: 1.1) } == ["lr", "gamma"])
        #expect(
            problems { () throws(ScheduleError) in try InverseDecay(lr: -1, gamma: -1, power: -1) }
                == ["lr", "gamma", "power"])
        #expect(problems { () throws(ScheduleError) in try PolynomialDecay(lr: -1, power: -1) } == ["lr", "power"])
        #expect(
            problems { () throws(ScheduleError) in
                try LinearSchedule(lr: -1, startFactor: -1, endFactor: 2, over: .steps(-1))
            } == ["lr", "start_factor", "end_factor", "over"])
        #expect(
            problems { () throws(ScheduleError) in try FlatCosine(lr: -1, pctStart: 2, finalDiv: 0) }
                == ["lr", "pct_start", "final_div"])
        #expect(
            problems { () throws(ScheduleError) in
                try WarmupCosine(lr: 1, lrStart: 2, warmup: .fraction(1.1), lrEnd: 2)
            } == ["lr_start", "warmup", "lr_end"])
        #expect(
            problems { () throws(ScheduleError) in
                try Trapezoid(lr: -1, lrStart: -1, warmup: .steps(-1), decay: .fraction(-1), lrEnd: -1)
            } == ["lr", "lr_start", "warmup", "decay", "lr_end"])
    }

    @Test("what is no number is refused", arguments: [Double.nan, .infinity, -.infinity])
    func notNumbers(value: Double) {
        #expect(problems { () throws(ScheduleError) in try Constant(lr: value) } == ["lr"])
        #expect(
            Set(problems { () throws(ScheduleError) in try CosineAnnealing(lr: value, lrMin: value) })
                == ["lr", "lr_min"])
        #expect(
            Set(
                problems { () throws(ScheduleError) in
                    try OneCycle(lrMax: value, flavor: .fastai1(finalDiv: value), divFactor: value, pctStart: value)
                }) == ["lr_max", "div_factor", "pct_start", "final_div"])
        #expect(
            problems { () throws(ScheduleError) in try InverseDecay(lr: 1, gamma: value, power: value) }
                == ["gamma", "power"])
        #expect(
            problems { () throws(ScheduleError) in
                try Trapezoid(lr: 1, lrStart: value, warmup: .fraction(value), decay: .fraction(value), lrEnd: value)
            }.filter { ["lr_start", "warmup", "decay", "lr_end"].contains($0) }.count >= 4)
    }

    @Test("0 is a value like others of momentum and weight decay")
    func zeros() throws {
        let all: [any Schedule] = [
            try Constant(lr: 0), try CosineAnnealing(lr: 0), try CosineRestarts(lr: 0, firstCycle: .steps(2)),
            try Cyclic(lrMin: 0, lrMax: 0, stepUp: .steps(1)), try StepDecay(lr: 0, every: .steps(2)),
            try MultiStepDecay(lr: 0, milestones: [.steps(1)]), try ExponentialDecay(lr: 0, gamma: 0.5),
            try InverseDecay(lr: 0, gamma: 1, power: 1), try PolynomialDecay(lr: 0), try LinearSchedule(lr: 0),
            try FlatCosine(lr: 0), try WarmupCosine(lr: 0, warmup: .steps(1)),
            try Trapezoid(lr: 0, warmup: .steps(1), decay: .steps(1)),
        ]
        for schedule in all {
            let both = try Hyperparameters(lr: try Constant(lr: 1), momentum: schedule, weightDecay: schedule)
            for step in 0..<4 {
                #expect(try both.values(at: step, of: 4) == ScheduledValues(lr: 1, momentum: 0, weightDecay: 0))
            }
        }
    }

    @Test("a message names the limit that the value misses")
    func limits() {
        func message(_ make: () throws(ScheduleError) -> any Schedule) -> String? {
            let error = #expect(throws: ScheduleError.self) { _ = try make() }
            return error?.description
        }
        #expect(
            message { () throws(ScheduleError) in try StepDecay(lr: -1, gamma: 2, every: .steps(0)) }
                == "lr: -1 is not at least 0; gamma: 2 is not at most 1; every: 0 is not at least 1")
        #expect(
            message { () throws(ScheduleError) in try ExponentialDecay(lr: 1, gamma: 0) }
                == "gamma: 0 is not greater than 0")
        #expect(
            message { () throws(ScheduleError) in try Plateau(lr: 1, factor: 1, threshold: -0.5) }
                == "factor: 1 is not between 0 and 1, 1 excluded; threshold: -0.5 is not between 0 and 1")
        #expect(
            message { () throws(ScheduleError) in try InverseDecay(lr: 1, gamma: .infinity, power: .nan) }
                == "gamma: inf is not finite; power: nan is not at least 0")
        #expect(
            message { () throws(ScheduleError) in try OneCycle(lrMax: 1, flavor: .optaxLinear(), pctStart: 0.9) }
                == "pct_start: 0.9 is not between 0 and 0.85")
    }

    @Test("the lowest rate is compared with the highest")
    func wording() {
        let error = #expect(throws: ScheduleError.self) { try CosineAnnealing(lr: 0.1, lrMin: 0.2) }
        #expect(error?.description == "lr_min: 0.2 is not at most 0.1")
    }
}
