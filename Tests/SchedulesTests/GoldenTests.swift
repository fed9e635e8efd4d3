import Schedules
import Testing

@Suite("schedules against recordings of other libraries")
struct GoldenTests {
    /// A recording, and the schedule that is to give the same.
    struct Recording: Sendable, CustomTestStringConvertible {
        var name: String
        /// The value to compare the recorded momentum with.
        var momentum = Momentum.scheduled
        /// Relative; absolute is 1e-9.
        var tolerance = 1e-6
        /// Steps at which the source is known to be off.
        var exceptions: Set<Int> = []
        var make: @Sendable () throws -> any Schedule
        var testDescription: String { name }

        enum Momentum { case scheduled, notScheduled }
    }

    /// optax and fastai 2 compute in single precision.
    static let single = 1e-4

    static let recordings: [Recording] = [
        Recording(name: "torch_onecycle") { try OneCycle(lrMax: 0.1, flavor: .torch()) },
        Recording(name: "torch_onecycle_adamw_seed2") { try OneCycle(lrMax: 0.01, flavor: .torch()) },
        Recording(name: "torch_onecycle_linear") {
            try OneCycle(
                lrMax: 0.05, flavor: .torch(annealing: .linear, finalDiv: 100), divFactor: 10, pctStart: 0.2)
        },
        Recording(name: "torch_onecycle_three_phase") {
            try OneCycle(
                lrMax: 0.1, flavor: .torchThreePhase(), pctStart: 0.4, momentum: .cycle(high: 0.9, low: 0.8))
        },
        Recording(name: "torch_onecycle_fixed_momentum", momentum: .notScheduled) {
            try OneCycle(lrMax: 0.3, flavor: .torch(), momentum: .untouched)
        },
        Recording(name: "fastai1_onecycle_seed1") { try OneCycle(lrMax: 0.05, flavor: .fastai1()) },
        Recording(name: "fastai2_onecycle", tolerance: single) { try OneCycle(lrMax: 0.05, flavor: .fastai2()) },
        Recording(name: "fastai2_flat_cos", momentum: .notScheduled, tolerance: single) { try FlatCosine(lr: 0.001) },
        // Two epochs of ten steps. On step 60 fastai is still at the end of a cycle.
        Recording(name: "fastai2_sgdr", momentum: .notScheduled, tolerance: single, exceptions: [60]) {
            try SGDR(lrMax: 0.02, cycles: 3, cycleLen: .epochs(2, stepsPerEpoch: 10))
        },
        Recording(name: "documented_two_phase") { try OneCycle(lrMax: 0.05) },
        Recording(name: "documented_three_phase") { try OneCycle(lrMax: 0.01, flavor: .threePhase()) },
        Recording(name: "torch_cosine", momentum: .notScheduled) { try CosineAnnealing(lr: 0.1, lrMin: 1e-4) },
        Recording(name: "torch_warm_restarts", momentum: .notScheduled) {
            try CosineRestarts(lr: 0.1, lrMin: 1e-3, firstCycle: .steps(10), cycleMult: 3)
        },
        Recording(name: "torch_cyclic_triangular") {
            try Cyclic(
                lrMin: 1e-3, lrMax: 0.1, stepUp: .steps(22), stepDown: .steps(18), momentum: (high: 0.95, low: 0.8))
        },
        Recording(name: "torch_cyclic_triangular2") {
            try Cyclic(
                lrMin: 1e-3, lrMax: 0.1, stepUp: .steps(22), stepDown: .steps(18), mode: .triangular2,
                momentum: (high: 0.95, low: 0.8))
        },
        Recording(name: "torch_cyclic_exp_range") {
            try Cyclic(
                lrMin: 1e-3, lrMax: 0.1, stepUp: .steps(22), mode: .expRange(gamma: 0.999),
                momentum: (high: 0.9, low: 0.8))
        },
        Recording(name: "torch_step", momentum: .notScheduled) {
            try StepDecay(lr: 0.1, gamma: 0.5, every: .steps(16))
        },
        Recording(name: "torch_multistep", momentum: .notScheduled) {
            try MultiStepDecay(lr: 0.1, milestones: [.steps(89), .steps(96), .steps(99)])
        },
        Recording(name: "torch_exponential", momentum: .notScheduled) { try ExponentialDecay(lr: 0.1, gamma: 0.999) },
        Recording(name: "torch_polynomial", momentum: .notScheduled) { try PolynomialDecay(lr: 0.1, power: 1.8176) },
        Recording(name: "torch_linear", momentum: .notScheduled) {
            try LinearSchedule(lr: 0.1, startFactor: 0.2, over: .steps(50))
        },
        Recording(name: "torch_warmup_cosine", momentum: .notScheduled) {
            try ScheduleSequence([
                .init(for: .steps(15), try LinearSchedule(lr: 0.1, startFactor: 0.01)),
                .init(for: .steps(135), try CosineAnnealing(lr: 0.1)),
            ])
        },
        Recording(name: "optax_cosine_onecycle", momentum: .notScheduled, tolerance: single) {
            try OneCycle(lrMax: 0.1, flavor: .optaxCosine())
        },
        Recording(name: "optax_linear_onecycle", momentum: .notScheduled, tolerance: single) {
            try OneCycle(lrMax: 0.1, flavor: .optaxLinear())
        },
        Recording(name: "optax_warmup_cosine", momentum: .notScheduled, tolerance: single) {
            try WarmupCosine(lr: 0.1, warmup: .steps(15), lrEnd: 1e-3)
        },
    ]

    private func isNear(_ found: Double, _ expected: Double, _ tolerance: Double) -> Bool {
        abs(found - expected) <= 1e-9 + tolerance * abs(expected)
    }

    private func isRight(_ found: Double?, _ expected: Double?, _ recording: Recording) -> Bool {
        switch (recording.momentum, found, expected) {
        case (.notScheduled, nil, _): true
        case (.scheduled, let found?, let expected?): isNear(found, expected, recording.tolerance)
        default: false
        }
    }

    @Test("every step of the recordings", arguments: recordings)
    func agrees(recording: Recording) throws {
        let schedule = try recording.make()
        let rows = try GoldenRow.read(recording.name)
        let recorded = try #require(try GoldenCase.all().first { $0.name == recording.name })
        #expect(rows.map(\.step) == Array(0..<recorded.steps))
        let wrong = try rows.filter { !recording.exceptions.contains($0.step) }.compactMap { row -> String? in
            let values = try schedule.values(at: row.step, of: rows.count)
            let isRight =
                isNear(values.lr, row.lr, recording.tolerance)
                && isRight(values.momentum, row.momentum, recording)
            return isRight ? nil : "step \(row.step): \(values) for \(row)"
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(3).joined(separator: "; "))")
    }

    @Test("no recording is left out, and none has exceptions where it agrees")
    func complete() throws {
        let names = try GoldenCase.all().map(\.name)
        #expect(names.count == 26)
        #expect(Set(names) == Set(Self.recordings.map(\.name) + ["torch_plateau"]))
        for recording in Self.recordings {
            let rows = try GoldenRow.read(recording.name)
            for step in recording.exceptions {
                let lr = try recording.make().values(at: step, of: rows.count).lr
                #expect(!isNear(lr, rows[step].lr, recording.tolerance))
            }
        }
    }

    @Test("PyTorch's warm-up and cosine as one policy")
    func warmupCosine() throws {
        let schedule = try WarmupCosine(lr: 0.1, lrStart: 0.001, warmup: .steps(15))
        let rows = try GoldenRow.read("torch_warmup_cosine")
        for row in rows {
            #expect(isNear(try schedule.values(at: row.step, of: rows.count).lr, row.lr, 1e-6), "step \(row.step)")
        }
    }
}
