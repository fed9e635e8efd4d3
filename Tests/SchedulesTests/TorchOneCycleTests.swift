import Schedules
import Testing

@Suite("1cycle as PyTorch has it")
struct TorchOneCycleTests {
    private func torch(
        lrMax: Double = 1, annealing: Annealing = .cosine, pctStart: Double = 0.3, divFactor: Double = 25,
        finalDiv: Double = 1e4, momentum: OneCycle.Momentum = .standard
    ) throws -> OneCycle {
        try OneCycle(
            lrMax: lrMax, flavor: .torch(annealing: annealing, finalDiv: finalDiv), divFactor: divFactor,
            pctStart: pctStart, momentum: momentum)
    }

    private func isNear(_ found: Double, _ expected: Double) -> Bool {
        abs(found - expected) <= 1e-9 + 1e-6 * abs(expected)
    }

    @Test("the peak is on step pct_start T - 1, the end on the last step", arguments: [Annealing.cosine, .linear])
    func landmarks(annealing: Annealing) throws {
        let schedule = try torch(annealing: annealing, pctStart: 0.25)
        #expect(isNear(try schedule.values(at: 0, of: 400).lr, 0.04))
        #expect(try schedule.values(at: 99, of: 400) == ScheduledValues(lr: 1, momentum: 0.85))
        #expect(try schedule.values(at: 98, of: 400).lr < 1)
        #expect(try schedule.values(at: 100, of: 400).lr < 1)
        let last = try schedule.values(at: 399, of: 400)
        #expect(isNear(last.lr, 4e-6) && last.momentum == 0.95)
        #expect(throws: ScheduleError.outOfRange(step: 400, total: 400)) { try schedule.values(at: 400, of: 400) }
    }

    /// A linear training, and each step's share of the way down from 1 to the end, 4e-6. By hand from PyTorch's rule:
    /// (t - start) / (end - start), ends at p T - 1 and T - 1. Steps before the peak are in `rise`, from 0.04 to 1.
    struct Short: Sendable {
        var pctStart: Double
        var rise: [Double] = []
        var fall: [Double] = []

        var rates: [Double] { rise.map { 0.04 + 0.96 * $0 } + fall.map { 1 - (1 - 4e-6) * $0 } }
    }

    static let shorts = [
        Short(pctStart: 0.3, fall: [1]), Short(pctStart: 0.3, fall: [0.4 / 1.4, 1]),
        Short(pctStart: 0.3, fall: [0.1 / 2.1, 1.1 / 2.1, 1]),
        Short(pctStart: 0.5, rise: [1], fall: [1]), Short(pctStart: 0.75, rise: [0], fall: [1]),
        Short(pctStart: 1, rise: [1]), Short(pctStart: 1, rise: [0, 1]), Short(pctStart: 1, rise: [0, 0.5, 1]),
        Short(pctStart: 0, fall: [1]), Short(pctStart: 0, fall: [0.5, 1]),
        Short(pctStart: 0, fall: [1 / 3.0, 2 / 3.0, 1]),
    ]

    @Test("trainings of one to three steps", arguments: shorts)
    func short(short: Short) throws {
        let schedule = try torch(annealing: .linear, pctStart: short.pctStart)
        for (step, rate) in short.rates.enumerated() {
            let values = try schedule.values(at: step, of: short.rates.count)
            #expect(isNear(values.lr, rate), "step \(step)")
            #expect((0.8499999...0.9500001).contains(try #require(values.momentum)))
        }
    }

    @Test("every value stays within its bounds, whatever the lengths")
    func bounds() throws {
        for pctStart in [0.0, 0.01, 0.3, 0.5, 1 / 3.0, 0.999, 1.0] {
            for annealing in [Annealing.cosine, .linear] {
                let schedule = try torch(annealing: annealing, pctStart: pctStart)
                for total in 1...40 {
                    for step in 0..<total {
                        let values = try schedule.values(at: step, of: total)
                        #expect((3.999e-6...1.000001).contains(values.lr), "\(pctStart) \(step) of \(total)")
                        #expect((0.8499999...0.9500001).contains(try #require(values.momentum)))
                    }
                }
            }
        }
    }

    @Test("bad parameters are named")
    func badParameters() throws {
        let error = #expect(throws: ScheduleError.self) { try torch(pctStart: 1.1, finalDiv: 0.5) }
        guard case .invalid(let problems)? = error else {
            Issue.record("expected .invalid, got \(String(describing: error))")
            return
        }
        #expect(problems.map(\.name) == ["pct_start", "final_div"])
    }
}
