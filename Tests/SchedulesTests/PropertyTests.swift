import Schedules
import TestSupport
import Testing

@Suite("what holds for every schedule")
struct PropertyTests {
    /// Steps worth asking for: all of a short training, of a long one the ends and some between.
    private func steps(of total: Int, _ draws: inout Draws) -> [Int] {
        if total <= 40 { return Array(0..<total) }
        return [0, 1, 2, total - 3, total - 2, total - 1] + (0..<25).map { _ in draws.integer(0...total - 1) }
    }

    /// The largest change from one step to the next.
    private func largestJump(_ values: [Double]) -> Double {
        zip(values, values.dropFirst()).map { abs($1 - $0) }.max() ?? 0
    }

    private func isSound(_ values: ScheduledValues, of schedule: any Schedule) -> Bool {
        schedule.lrRange.contains(values.lr) && values.lr.isFinite
            && values.momentum.map { $0 >= 0 && $0 < 1 } ?? true
            && values.weightDecay.map { $0 >= 0 && $0.isFinite } ?? true
    }

    @Test("every type of a spec has examples")
    func types() {
        let types = PublishedSchema.branches(of: "schedule").compactMap { $0.word("type") }
        #expect(types.count > 1)
        for examples in Example.ofSpecs { #expect(examples.map(\.name) == types) }
    }

    @Test("values are finite and within what the schedule promises", arguments: 0..<60)
    func bounds(seed: Int) throws {
        var draws = Draws(seed: UInt64(seed))
        for example in try Example.all(seed: UInt64(seed)) {
            for _ in 0..<4 {
                let total = draws.total()
                let unsound = try steps(of: total, &draws).first { step in
                    !isSound(try example.schedule.values(at: step, of: total), of: example.schedule)
                }
                #expect(unsound == nil, "\(example.name) of \(total): \(example.schedule)")
            }
        }
    }

    /// A flavor with a random divisor of its end, and that end by the table of the flavors. The peak is 1, the start
    /// 1 / `divFactor`.
    private func flavors(divFactor: Double, _ draws: inout Draws) -> [(flavor: OneCycle.Flavor, end: Double)] {
        let finalDiv = draws.uniform(1, 1e5)
        let below = 1 / divFactor / finalDiv
        return [
            (.documented, 0), (.threePhase(finalDiv: finalDiv), below), (.fastai1(), 1 / divFactor / 1e4),
            (.fastai1(finalDiv: finalDiv), 1 / finalDiv), (.fastai2(finalDiv: finalDiv), 1 / finalDiv),
            (.torch(finalDiv: finalDiv), below), (.torch(annealing: .linear, finalDiv: finalDiv), below),
            (.torchThreePhase(finalDiv: finalDiv), below), (.optaxCosine(finalDiv: finalDiv), below),
            (.optaxLinear(finalDiv: finalDiv), below),
        ]
    }

    @Test("1cycle stays between its end and its peak, by the table of the flavors", arguments: 0..<40)
    func oneCycleBounds(seed: Int) throws {
        var draws = Draws(seed: UInt64(seed) + 7000)
        let divFactor = draws.uniform(1, 100)
        for (flavor, end) in flavors(divFactor: divFactor, &draws) {
            let total = draws.total()
            let schedule = try OneCycle(
                lrMax: 1, flavor: flavor, divFactor: divFactor, pctStart: draws.share(upTo: flavor.maxPctStart))
            // fastai's ends may lie above the start.
            let lowest = min(end, 1 / divFactor) * (1 - 1e-12)
            for step in steps(of: total, &draws) {
                let lr = try schedule.values(at: step, of: total).lr
                #expect(lr >= lowest && lr <= 1, "\(flavor): \(lr) at \(step) of \(total)")
            }
        }
    }

    @Test("a step outside of the training is refused, not extrapolated", arguments: 0..<3)
    func outside(seed: Int) throws {
        for example in try Example.all(seed: UInt64(seed)) {
            for (step, total) in [(-1, 10), (10, 10), (11, 10), (Int.min, 10), (Int.max, 10), (0, 0), (0, -1), (1, 1)] {
                #expect(throws: ScheduleError.outOfRange(step: step, total: total), "\(example.name)") {
                    try example.schedule.values(at: step, of: total)
                }
            }
        }
    }

    @Test("trainings of any length, and of none, trap nowhere", arguments: 0..<20)
    func hugeTotals(seed: Int) throws {
        for example in try Example.all(seed: UInt64(seed)) {
            for total in [Int.max, Int.max - 1, 1 << 53, 1 << 53 + 1, 1 << 40] {
                for step in [0, 1, total / 3, total - 2, total - 1] {
                    let values = try example.schedule.values(at: step, of: total)
                    #expect(isSound(values, of: example.schedule), "\(example.name): \(values) at \(step) of \(total)")
                }
            }
            for total in [Int.max, 1 << 53, 0, -1, Int.min] {
                let phases = example.schedule.phases(of: total)
                #expect(phases.isEmpty || phases.last?.steps.upperBound ?? 0 <= total)
                #expect(example.schedule.issues(over: total).allSatisfy { !$0.description.isEmpty })
            }
        }
    }

    @Test("values do not depend on the order they are asked in", arguments: 0..<5)
    func order(seed: Int) throws {
        var draws = Draws(seed: UInt64(seed) + 1000)
        for example in try Example.all(seed: UInt64(seed)) {
            let total = draws.integer(1...300)
            let inOrder = try (0..<total).map { try example.schedule.values(at: $0, of: total) }
            // Another length in between, and from the end.
            _ = try example.schedule.values(at: 0, of: total + 1)
            let backwards = try (0..<total).reversed().map { try example.schedule.values(at: $0, of: total) }
            #expect(inOrder == Array(backwards.reversed()), "\(example.name)")
        }
    }

    /// Within a sequence, a part that is at its end early leaves steps without a phase.
    @Test("phases follow one another without gaps over the steps the schedule has", arguments: 0..<40)
    func phases(seed: Int) throws {
        var draws = Draws(seed: UInt64(seed) + 2000)
        for example in try Example.all(seed: UInt64(seed)) {
            let total = draws.total()
            let phases = example.schedule.phases(of: total)
            #expect(phases.count <= Phase.maxCount)
            for (phase, next) in zip(phases, phases.dropFirst()) {
                #expect(phase.steps.upperBound <= next.steps.lowerBound, "\(example.name) of \(total)")
                if example.name != "sequence" { #expect(phase.steps.upperBound == next.steps.lowerBound) }
            }
            #expect(phases.allSatisfy { !$0.steps.isEmpty && !$0.name.isEmpty })
            guard let first = phases.first, let last = phases.last else { continue }
            #expect(last.steps.upperBound <= total)
            if example.name == "sequence" { continue }
            #expect(first.steps.lowerBound == 0)
            switch example.schedule.issues(over: total).first?.kind {
            case .short(let length, _): #expect(last.steps.upperBound == length, "\(example.name) of \(total)")
            case .cut, .tooLong, nil: #expect(last.steps.upperBound == total, "\(example.name) of \(total)")
            }
        }
    }

    @Test("1cycle: the rate peaks where momentum bottoms, whatever the flavor", arguments: 0..<40)
    func peaks(seed: Int) throws {
        var draws = Draws(seed: UInt64(seed) + 3000)
        for example in try Example.oneCycles(&draws) {
            let total = draws.integer(1...2000)
            let values = try (0..<total).map { try example.schedule.values(at: $0, of: total) }
            let highest = try #require(values.map(\.lr).max())
            let momenta = values.compactMap(\.momentum)
            guard momenta.count == total, let lowest = momenta.min() else { continue }
            // Steep rises and roundings of momentum may make it bottom on more steps than the rate peaks on.
            let peak = try #require(values.firstIndex { $0.lr == highest })
            #expect(momenta[peak] <= lowest + 1e-12, "\(example.name) of \(total)")
        }
    }

    @Test("1cycle: no step jumps further than the steepest slope", arguments: 0..<10)
    func continuity(seed: Int) throws {
        var draws = Draws(seed: UInt64(seed) + 4000)
        for flavor in OneCycleTests.flavors {
            let pctStart = draws.uniform(0.05, 0.45)
            let total = draws.integer(100...10_000)
            let schedule = try OneCycle(lrMax: 1, flavor: flavor, divFactor: 20, pctStart: pctStart)
            // Each phase spans 1 at most; half a turn of a cosine is pi / 2 times as steep as the line. Phases that end on
            // whole steps, or one step early, are up to three steps shorter than their share.
            let shortest = min(pctStart, 1 - 2 * pctStart, 0.15) * Double(total) - 3
            let steepest = Double.pi / 2 / shortest
            let values = try (0..<total).map { try schedule.values(at: $0, of: total) }
            #expect(largestJump(values.map(\.lr)) <= steepest, "\(flavor) of \(total)")
            #expect(largestJump(values.compactMap(\.momentum)) <= 0.1 * steepest, "\(flavor) of \(total)")
        }
    }

    @Test("policies without jumps have none at their joins", arguments: 0..<10)
    func joins(seed: Int) throws {
        var draws = Draws(seed: UInt64(seed) + 5000)
        let (warmup, decay) = (draws.uniform(0.05, 0.4), draws.uniform(0.05, 0.4))
        let total = draws.integer(200...10_000)
        // The root's last slope is the steepest: a step takes sqrt(1 / d) at most.
        let schedules: [(any Schedule, Double)] = [
            (try FlatCosine(lr: 1, pctStart: 1 - decay), .pi / 2 / (decay * Double(total) - 1)),
            (try WarmupCosine(lr: 1, warmup: .fraction(warmup)), .pi / 2 / (warmup * Double(total) - 1)),
            (
                try Trapezoid(lr: 1, warmup: .fraction(warmup), decay: .fraction(decay)),
                1 / (min(warmup, decay) * Double(total) - 1)
            ),
            (
                try Trapezoid(lr: 1, warmup: .fraction(warmup), decay: .fraction(decay), decayShape: .oneMinusSqrt),
                max(1 / (warmup * Double(total) - 1), (1 / (decay * Double(total) - 1)).squareRoot())
            ),
            (
                try Cyclic(lrMin: 0, lrMax: 1, stepUp: .fraction(warmup), stepDown: .fraction(decay)),
                1 / (min(warmup, decay) * Double(total) - 1)
            ),
            (try LinearSchedule(lr: 1, startFactor: 0, over: .fraction(warmup)), 1 / (warmup * Double(total) - 1)),
        ]
        for (schedule, steepest) in schedules {
            #expect(largestJump(try rates(schedule, of: total)) <= steepest, "\(schedule) of \(total)")
        }
    }

    @Test("equal parameters make equal schedules, others do not")
    func equality() throws {
        func isEqual<Value: Equatable>(_ value: Value, _ other: any Schedule) -> Bool { value == other as? Value }
        let (all, again, others) = (try Example.all(seed: 1), try Example.all(seed: 1), try Example.all(seed: 2))
        for ((first, second), other) in zip(zip(all, again), others) {
            let schedule = try #require(first.schedule as? any Equatable, "\(first.name)")
            let (isSame, isOther) = (isEqual(schedule, second.schedule), isEqual(schedule, other.schedule))
            #expect(isSame && !isOther, "\(first.name)")
        }
    }
}
