import Schedules
import Testing

/// The learning rates of a whole training.
func rates(_ schedule: any Schedule, of total: Int) throws -> [Double] {
    try (0..<total).map { try schedule.values(at: $0, of: total).lr }
}

/// Equal except for rounding.
func areNear(_ found: [Double], _ expected: [Double]) -> Bool {
    found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-14 * max(1, abs($1)) }
}

@Suite("policies at their ends, joins and middle")
struct PolicyTests {
    @Test("constant")
    func constant() throws {
        #expect(try rates(Constant(lr: 0.3), of: 3) == [0.3, 0.3, 0.3])
    }

    @Test("cosine: lr first, the mean of both in the middle, lr_min at T alone")
    func cosine() throws {
        let all = try rates(CosineAnnealing(lr: 1, lrMin: 0.2), of: 6)
        #expect(areNear(all, [1, 0.6 + 0.2 * 3.squareRoot(), 0.8, 0.6, 0.4, 0.6 - 0.2 * 3.squareRoot()]))
        #expect(try rates(CosineAnnealing(lr: 1), of: 1) == [1])
        #expect(try rates(CosineAnnealing(lr: 0.2, lrMin: 0.2), of: 3) == [0.2, 0.2, 0.2])
    }

    @Test("the last of many steps keeps its digits")
    func precision() throws {
        // (1 + cos x) / 2 = (pi - x)^2 / 4 if x is near pi.
        let total = 1_000_000
        let last = try CosineAnnealing(lr: 1).values(at: total - 1, of: total).lr
        let angle = Double.pi / Double(total)
        #expect(abs(last / (angle * angle / 4) - 1) < 1e-9)
    }

    @Test("cosine with restarts: each cycle begins at lr and is cycle_mult times as long")
    func cosineRestarts() throws {
        let schedule = try CosineRestarts(lr: 1, lrMin: 0.5, firstCycle: .steps(2), cycleMult: 2)
        let all = try rates(schedule, of: 15)
        #expect(all.indices.filter { all[$0] == 1 } == [0, 2, 6, 14])
        #expect(areNear([all[1], all[4], all[10]], [0.75, 0.75, 0.75]))
        #expect(schedule.phases(of: 15).map(\.steps) == [0..<2, 2..<6, 6..<14, 14..<15])
        #expect(try rates(CosineRestarts(lr: 1, firstCycle: .steps(1)), of: 3) == [1, 1, 1])
    }

    @Test("cycles of a length that need not be whole begin on the first step after their start")
    func fractionalCycles() throws {
        let schedule = try CosineRestarts(lr: 1, firstCycle: .steps(2), cycleMult: 1.5)
        // Cycles begin at 0, 2, 5, 9.5, 16.25.
        #expect(schedule.phases(of: 20).map(\.steps.lowerBound) == [0, 2, 5, 10, 17])
        let all = try rates(schedule, of: 20)
        #expect((1..<20).filter { all[$0] > all[$0 - 1] } == [2, 5, 10, 17])
    }

    @Test("cycles that hardly grow go on beyond any table")
    func manyCycles() throws {
        for growth in [1, 1.0001, 1.01, 1.5, 2, 3] {
            let schedule = try CosineRestarts(lr: 1, firstCycle: .steps(4), cycleMult: growth)
            let all = try rates(schedule, of: 10_000)
            let restarts = 1 + (1..<10_000).count { all[$0] > all[$0 - 1] }
            var (cycles, start, length) = (0, 0.0, 4.0)
            while start <= 9999 {
                cycles += 1
                start += length
                length *= growth
            }
            #expect(restarts == cycles, "\(growth)")
        }
    }

    @Test("sgdr: cycles down to 0, and 0 after the last")
    func sgdr() throws {
        let schedule = try SGDR(lrMax: 1, cycles: 2, cycleLen: .steps(2))
        #expect(
            areNear(
                try rates(schedule, of: 8), [1, 0.5, 1, 0.5 + 0.125.squareRoot(), 0.5, 0.5 - 0.125.squareRoot(), 0, 0]))
        #expect(schedule.phases(of: 8).map(\.steps) == [0..<2, 2..<6])
        #expect(
            areNear(
                try rates(SGDR(lrMax: 1, cycles: 3, cycleLen: .steps(2), cycleMult: 1), of: 7),
                [1, 0.5, 1, 0.5, 1, 0.5, 0]))
    }

    @Test("cyclic: up, down, and what becomes of the height")
    func cyclic() throws {
        func all(_ mode: Cyclic.Mode) throws -> [Double] {
            try rates(Cyclic(lrMin: 1, lrMax: 5, stepUp: .steps(2), stepDown: .steps(1), mode: mode), of: 8)
        }
        #expect(areNear(try all(.triangular), [1, 3, 5, 1, 3, 5, 1, 3]))
        #expect(areNear(try all(.triangular2), [1, 3, 5, 1, 2, 3, 1, 1.5]))
        #expect(areNear(try all(.expRange(gamma: 0.5)), [1, 2, 2, 1, 1.125, 1.125, 1, 1 + 2.0 / 128]))
        let schedule = try Cyclic(lrMin: 1, lrMax: 5, stepUp: .steps(2), momentum: (high: 0.9, low: 0.7))
        let momenta = try (0..<5).map { try #require(try schedule.values(at: $0, of: 5).momentum) }
        #expect(areNear(momenta, [0.9, 0.8, 0.7, 0.8, 0.9]))
        #expect(schedule.phases(of: 7).map(\.steps) == [0..<2, 2..<4, 4..<6, 6..<7])
        #expect(schedule.phases(of: 7).map(\.name) == ["up", "down", "up", "down"])
        // A thousandth of so few steps is a step.
        #expect(try rates(Cyclic(lrMin: 1, lrMax: 5, stepUp: .fraction(0.001)), of: 4) == [1, 5, 1, 5])
    }

    @Test("step and multistep: the named step is the first to train lower")
    func steps() throws {
        #expect(try rates(StepDecay(lr: 8, gamma: 0.5, every: .steps(2)), of: 7) == [8, 8, 4, 4, 2, 2, 1])
        #expect(try rates(StepDecay(lr: 8, gamma: 0.5, every: .fraction(0.5)), of: 5) == [8, 8, 8, 4, 4])
        let milestones: [Length] = [.steps(5), .fraction(0.25), .steps(3), .steps(3), .fraction(1)]
        #expect(
            try rates(MultiStepDecay(lr: 16, gamma: 0.5, milestones: milestones), of: 8)
                == [16, 16, 8, 2, 2, 1, 1, 1])
        #expect(try rates(MultiStepDecay(lr: 1, milestones: []), of: 2) == [1, 1])
        #expect(try rates(MultiStepDecay(lr: 2, gamma: 0.5, milestones: [.steps(0)]), of: 2) == [1, 1])
    }

    @Test("step and multistep: every decay begins a phase")
    func phasesOfDecays() throws {
        #expect(
            try StepDecay(lr: 8, every: .steps(2)).phases(of: 5) == [
                Phase(name: "start", steps: 0..<2), Phase(name: "decay 1", steps: 2..<4),
                Phase(name: "decay 2", steps: 4..<5),
            ])
        let milestones: [Length] = [.steps(5), .fraction(0.25), .steps(3), .steps(3), .fraction(1), .steps(90)]
        let decays = try MultiStepDecay(lr: 16, milestones: milestones).phases(of: 8)
        #expect(decays.map(\.name) == ["start", "decay 1", "decay 3", "decay 4"])
        #expect(decays.map(\.steps) == [0..<2, 2..<3, 3..<5, 5..<8])
        #expect(try MultiStepDecay(lr: 2, milestones: [.steps(0)]).phases(of: 2).map(\.name) == ["decay 1"])
        #expect(try MultiStepDecay(lr: 2, milestones: []).phases(of: 2) == [Phase(name: "start", steps: 0..<2)])
        #expect(try StepDecay(lr: 8, every: .steps(1)).phases(of: 100_000).isEmpty)
    }

    @Test("exponential, inverse, polynomial")
    func decays() throws {
        #expect(try rates(ExponentialDecay(lr: 8, gamma: 0.5), of: 4) == [8, 4, 2, 1])
        #expect(areNear(try rates(InverseDecay(lr: 1, gamma: 1, power: 2), of: 3), [1, 0.25, 1.0 / 9]))
        #expect(areNear(try rates(PolynomialDecay(lr: 1, power: 2), of: 4), [1, 0.5625, 0.25, 0.0625]))
        #expect(areNear(try rates(PolynomialDecay(lr: 1), of: 4), [1, 0.75, 0.5, 0.25]))
    }

    @Test("linear: from one factor to the other, and on")
    func linear() throws {
        let schedule = try LinearSchedule(lr: 2, startFactor: 0.5, endFactor: 1, over: .steps(2))
        #expect(try rates(schedule, of: 4) == [1, 1.5, 2, 2])
        #expect(schedule.phases(of: 4) == [Phase(name: "linear", steps: 0..<2), Phase(name: "constant", steps: 2..<4)])
        #expect(try rates(LinearSchedule(lr: 2, startFactor: 1, endFactor: 0), of: 4) == [2, 1.5, 1, 0.5])
        #expect(try rates(LinearSchedule(lr: 2, endFactor: 0.5, over: .steps(0)), of: 2) == [1, 1])
    }

    @Test("flat, then cosine to lr / final_div")
    func flatCosine() throws {
        let schedule = try FlatCosine(lr: 1, pctStart: 0.5, finalDiv: 5)
        #expect(areNear(try rates(schedule, of: 4), [1, 1, 1, 0.6]))
        #expect(schedule.phases(of: 4).map(\.steps) == [0..<2, 2..<4])
        #expect(try rates(FlatCosine(lr: 1, pctStart: 1), of: 3) == [1, 1, 1])
        #expect(areNear(try rates(FlatCosine(lr: 1, pctStart: 0, finalDiv: 5), of: 2), [1, 0.6]))
    }

    @Test("warm-up, then cosine")
    func warmupCosine() throws {
        let schedule = try WarmupCosine(lr: 1, lrStart: 0.5, warmup: .steps(2), lrEnd: 0.2)
        #expect(areNear(try rates(schedule, of: 4), [0.5, 0.75, 1, 0.6]))
        #expect(schedule.phases(of: 4).map(\.steps) == [0..<2, 2..<4])
        #expect(areNear(try rates(WarmupCosine(lr: 1, warmup: .steps(0)), of: 2), [1, 0.5]))
        #expect(areNear(try rates(WarmupCosine(lr: 1, warmup: .fraction(1)), of: 2), [0, 0.5]))
    }

    @Test("trapezoid: up, constant, and down in three shapes")
    func trapezoid() throws {
        func all(_ shape: Annealing) throws -> [Double] {
            try rates(Trapezoid(lr: 1, warmup: .steps(2), decay: .steps(4), lrEnd: 0.2, decayShape: shape), of: 8)
        }
        #expect(areNear(try all(.linear), [0, 0.5, 1, 1, 1, 0.8, 0.6, 0.4]))
        let half = 0.4 * 0.5.squareRoot()
        #expect(areNear(try all(.cosine), [0, 0.5, 1, 1, 1, 0.6 + half, 0.6, 0.6 - half]))
        #expect(areNear(try all(.oneMinusSqrt), [0, 0.5, 1, 1, 1, 0.6, 1 - 2 * half, 1 - 0.8 * 0.75.squareRoot()]))
        let halves = try Trapezoid(lr: 1, warmup: .fraction(0.5), decay: .fraction(0.5))
        #expect(areNear(try rates(halves, of: 5), [0, 1.0 / 3, 2.0 / 3, 1, 0.5]))
        #expect(halves.issues(over: 5).isEmpty)
        #expect(halves.phases(of: 5).map(\.steps) == [0..<3, 3..<5])
        #expect(try rates(Trapezoid(lr: 1, warmup: .steps(0), decay: .steps(0)), of: 2) == [1, 1])
    }

    @Test("ways from one value to the other", arguments: [Annealing.linear, .cosine, .oneMinusSqrt])
    func annealings(annealing: Annealing) {
        for (start, end) in [(0.1, 0.7), (0.7, 0.1), (0.3, 0.3), (0, 1e-9), (1e308, 1.5e308)] {
            #expect(annealing(from: start, to: end, at: 0) == start)
            #expect(annealing(from: start, to: end, at: 1) == end)
            #expect(annealing(from: start, to: end, at: -0.1) == start)
            #expect(annealing(from: start, to: end, at: 1.1) == end)
            var last = start
            for step in 0...100 {
                let value = annealing(from: start, to: end, at: Double(step) / 100)
                #expect(value >= min(start, end) && value <= max(start, end))
                #expect(start <= end ? value >= last : value <= last)
                last = value
            }
        }
    }
}
