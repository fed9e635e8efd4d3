import TestSupport
import Specs
import Foundation
import Schedules
import Testing

@Suite("Schedules of specs")
struct ScheduleSpecTests {
    private func made(_ schedule: String) throws -> any Schedule { try SpecSchedules.made(schedule) }

    /// Whether a schedule equals another of any type.
    private func isSame<Value: Schedule & Equatable>(_ made: any Schedule, _ expected: Value) -> Bool {
        made as? Value == expected
    }

    @Test("every type, with all of its keys")
    func types() throws {
        #expect(isSame(try made(#"{"type": "constant", "lr": 0.1}"#), try Constant(lr: 0.1)))
        #expect(
            isSame(
                try made(#"{"type": "cosine", "lr": 0.1, "lr_min": 0.01}"#),
                try CosineAnnealing(lr: 0.1, lrMin: 0.01)))
        #expect(
            isSame(
                try made(
                    #"{"type": "cosine_restarts", "lr": 0.1, "lr_min": 0.01, "first_cycle": 25, "cycle_mult": 3}"#),
                try CosineRestarts(lr: 0.1, lrMin: 0.01, firstCycle: .steps(25), cycleMult: 3)))
        #expect(
            isSame(
                try made(
                    """
                    {"type": "cyclic", "lr_min": 0.01, "lr_max": 0.1, "step_up": 30, "step_down": {"fraction": 0.1},
                     "mode": "exp_range", "gamma": 0.99, "moms": [0.95, 0.8]}
                    """),
                try Cyclic(
                    lrMin: 0.01, lrMax: 0.1, stepUp: .steps(30), stepDown: .fraction(0.1),
                    mode: .expRange(gamma: 0.99), momentum: (high: 0.95, low: 0.8))))
        #expect(
            isSame(
                try made(#"{"type": "step", "lr": 0.1, "gamma": 0.5, "every": {"epochs": 0.5}}"#),
                try StepDecay(lr: 0.1, gamma: 0.5, every: .partialSteps(96.5))))
        #expect(
            isSame(
                try made(#"{"type": "multistep", "lr": 0.1, "milestones": [100, {"epochs": 1}, {"fraction": 0.9}]}"#),
                try MultiStepDecay(lr: 0.1, gamma: 0.1, milestones: [.steps(100), .steps(193), .fraction(0.9)])))
        #expect(
            isSame(
                try made(#"{"type": "exponential", "lr": 0.1, "gamma": 0.9}"#),
                try ExponentialDecay(lr: 0.1, gamma: 0.9)))
        #expect(
            isSame(
                try made(#"{"type": "inverse", "lr": 0.1, "gamma": 0.2, "power": 0.5}"#),
                try InverseDecay(lr: 0.1, gamma: 0.2, power: 0.5)))
        #expect(
            isSame(
                try made(#"{"type": "polynomial", "lr": 0.1, "power": 2}"#), try PolynomialDecay(lr: 0.1, power: 2)))
        #expect(
            isSame(
                try made(
                    #"{"type": "linear", "lr": 0.1, "start_factor": 0.5, "end_factor": 0.25, "over": 80}"#),
                try LinearSchedule(lr: 0.1, startFactor: 0.5, endFactor: 0.25, over: .steps(80))))
        #expect(
            isSame(
                try made(#"{"type": "flat_cos", "lr": 0.1, "pct_start": 0.6, "final_div": 10}"#),
                try FlatCosine(lr: 0.1, pctStart: 0.6, finalDiv: 10)))
        #expect(
            isSame(
                try made(#"{"type": "sgdr", "lr_max": 0.1, "cycles": 2, "cycle_len": 100, "cycle_mult": 3}"#),
                try SGDR(lrMax: 0.1, cycles: 2, cycleLen: .steps(100), cycleMult: 3)))
        #expect(
            isSame(
                try made(
                    #"{"type": "warmup_cosine", "lr": 0.1, "lr_start": 0.01, "warmup": 20, "lr_end": 0.001}"#),
                try WarmupCosine(lr: 0.1, lrStart: 0.01, warmup: .steps(20), lrEnd: 0.001)))
        #expect(
            isSame(
                try made(
                    """
                    {"type": "trapezoid", "lr": 0.1, "lr_start": 0.01, "warmup": 20, "decay": {"fraction": 0.2},
                     "lr_end": 0.001, "decay_shape": "one_minus_sqrt"}
                    """),
                try Trapezoid(
                    lr: 0.1, lrStart: 0.01, warmup: .steps(20), decay: .fraction(0.2), lrEnd: 0.001,
                    decayShape: .oneMinusSqrt)))
        #expect(
            isSame(
                try made(
                    """
                    {"type": "plateau", "lr": 0.1, "factor": 0.5, "patience": 2, "threshold": 0.01, "cooldown": 1,
                     "lr_min": 0.001}
                    """),
                try Plateau(lr: 0.1, factor: 0.5, patience: 2, threshold: 0.01, cooldown: 1, lrMin: 0.001)))
        #expect(
            isSame(
                try made(
                    """
                    {"type": "sequence", "parts": [
                        {"for": {"epochs": 1}, "schedule": {"type": "linear", "lr": 0.1, "start_factor": 0.01}},
                        {"schedule": {"type": "one_cycle", "lr_max": 0.2, "flavor": "fastai1"}}]}
                    """),
                try ScheduleSequence([
                    .init(for: .steps(193), try LinearSchedule(lr: 0.1, startFactor: 0.01)),
                    .init(for: nil, try OneCycle(lrMax: 0.2, flavor: .fastai1())),
                ])))
    }

    @Test(
        "every flavor has its own defaults",
        arguments: [
            ("documented", OneCycle.Flavor.documented), ("three_phase", .threePhase()), ("fastai1", .fastai1()),
            ("fastai2", .fastai2()), ("torch", .torch()), ("torch_three_phase", .torchThreePhase()),
            ("optax_cosine", .optaxCosine()), ("optax_linear", .optaxLinear()),
        ])
    func flavors(name: String, flavor: OneCycle.Flavor) throws {
        let spec = try goodSpec(oneCycle(#""flavor": "\#(name)""#)).spec
        #expect(isSame(try spec.makeSchedule(), try OneCycle(lrMax: 0.05, flavor: flavor)))
    }

    @Test("flavors take their keys")
    func flavorKeys() throws {
        let fastai2 = try goodSpec(oneCycle(#""flavor": "fastai2", "moms": [0.95, 0.8, 0.9], "final_div": 10"#)).spec
        #expect(
            isSame(
                try fastai2.makeSchedule(),
                try OneCycle(
                    lrMax: 0.05, flavor: .fastai2(finalDiv: 10), momentum: .moving(from: 0.95, through: 0.8, to: 0.9))
            ))
        let torch = try goodSpec(
            oneCycle(#""flavor": "torch_three_phase", "anneal": "linear", "pct_start": 0.4, "final_div": 100"#)
        ).spec
        #expect(
            isSame(
                try torch.makeSchedule(),
                try OneCycle(
                    lrMax: 0.05, flavor: .torchThreePhase(annealing: .linear, finalDiv: 100), pctStart: 0.4)))
        let fixed = try goodSpec(oneCycle(#""flavor": "torch", "cycle_momentum": false"#)).spec
        #expect(isSame(try fixed.makeSchedule(), try OneCycle(lrMax: 0.05, flavor: .torch(), momentum: .untouched)))
    }

    @Test("momentum and weight decay have schedules of their own")
    func own() throws {
        let schedule = try made(
            """
            {"type": "constant", "lr": 0.1,
             "momentum": {"type": "linear", "value": 0.9, "start_factor": 0.5},
             "weight_decay": {"type": "sequence", "parts": [
                {"for": {"fraction": 0.5}, "schedule": {"type": "constant", "value": 0.3}},
                {"schedule": {"type": "cosine", "value": 0.2, "value_min": 0.1}}]}}
            """)
        #expect(
            isSame(
                schedule,
                try Hyperparameters(
                    lr: try Constant(lr: 0.1), momentum: try LinearSchedule(lr: 0.9, startFactor: 0.5),
                    weightDecay: try ScheduleSequence([
                        .init(for: .fraction(0.5), try Constant(lr: 0.3)),
                        .init(for: nil, try CosineAnnealing(lr: 0.2, lrMin: 0.1)),
                    ]))))
    }

    @Test(
        "a bad schedule is reported by key and line",
        arguments: [
            (#""type": "cosine", "lr": 0.1, "lr_min": 1"#, "schedule.lr_min: 1 is not at most 0.1"),
            (
                #""type": "warmup_cosine", "lr": 0.1, "warmup": 500"#,
                "schedule.warmup: takes 500 steps, and there are 400; shorten it or train longer"
            ),
            (
                #""type": "sgdr", "lr_max": 0.1, "cycles": 3, "cycle_len": {"epochs": 1}"#,
                "schedule.cycle_len: takes 1351 steps with all cycles, and there are 400; shorten it or train longer"
            ),
            (
                #""type": "one_cycle", "lr_max": 0.1, "momentum": {"type": "constant", "value": 0.5}"#,
                "schedule.momentum: momentum is moved by one_cycle, too: drop this key, or set cycle_momentum to false"
            ),
            (
                #""type": "constant", "lr": 0.1, "momentum": {"type": "constant", "value": 1}"#,
                "schedule.momentum.value: 1 is not between 0 and 1, 1 excluded"
            ),
            (
                #""type": "constant", "lr": 0.1, "weight_decay": {"type": "constant", "lr": 1}"#,
                "schedule.weight_decay.lr: unknown key; did you mean \"schedule.weight_decay.value\"?"
            ),
            (
                #""type": "cyclic", "lr_min": 0.2, "lr_max": 0.1, "step_up": 10, "moms": null"#,
                "schedule.lr_min: 0.2 is not at most 0.1"
            ),
            (
                #""type": "one_cycle", "lr_max": 0.1, "flavor": "optax_linear", "moms": [0.9, 0.8]"#,
                "moms is a key of \(PublishedSchema.owners(of: "moms", by: "flavor", in: "schedule").inWords)"
            ),
            (#""type": "step", "lr": 0.1, "every": {"epochs": 0}"#, "schedule.every.epochs: 0 is not greater than 0"),
            (
                #""type": "step", "lr": 0.1, "every": 0.3"#,
                "schedule.every: 0.3 is not a whole number of steps; write {\"epochs\": 0.3} or {\"fraction\": 0.3}"
            ),
            (
                #""type": "step", "lr": 0.1, "every": {"fractions": 0.3}"#,
                "schedule.every.fractions: unknown key; did you mean \"schedule.every.fraction\"?"
            ),
            (
                #""type": "step", "lr": 0.1, "every": {}"#,
                "schedule.every: required key is missing; it is one of epochs, fraction"
            ),
            (
                #""type": "cosine", "max_lr": 0.1"#, "schedule.max_lr: unknown key; did you mean \"schedule.lr\"?"
            ),
            (
                #""type": "cosine", "lr": "0.1""#, "schedule.lr: \"0.1\" is not a number or {\"from_finder\": ...}"
            ),
            (#""type": "cosine", "lr": 1e-31"#, "schedule.lr: 1e-31 is not between 1e-30 and 1000000"),
            (
                #""type": "constant", "lr": 0.1, "momentum": {"type": "linear", "lr": 0.9}"#,
                "schedule.momentum.lr: unknown key; did you mean \"schedule.momentum.value\"?"
            ),
            (
                #""type": "cyclic", "lr_min": 0, "lr_max": 1, "step_up": 9, "moms": [0.9, 0.8], "momentum": {"type": "constant", "value": 0}"#,
                "schedule.momentum: momentum is moved by cyclic, too: drop this key, or drop moms"
            ),
            (#""type": "step", "lr": 0.1, "every": 0"#, "schedule.every: 0 is not between 1 and 1000000000"),
        ])
    func bad(keys: String, problem: String) {
        let lines = problemLines("{\"steps\": 400,\n\"schedule\": {\(keys)}}")
        #expect(lines.count == 1, "\(lines)")
        #expect(lines.contains { $0.hasPrefix("experiments/a.json:2: ") && $0.contains(problem) }, "\(lines)")
    }

    @Test("of a sequence, the part is named")
    func badPart() {
        let spec = """
            {"steps": 400, "schedule": {"type": "sequence", "parts": [
              {"for": 10, "schedule": {"type": "constant", "lr": 0.1}},
              {"schedule": {"type": "cosine", "lr": 0.1,
                "lr_min": 3}}]}}
            """
        #expect(problemLines(spec) == ["experiments/a.json:4: schedule.parts[1].schedule.lr_min: 3 is not at most 0.1"])
        let unknown = spec.replacing("\"lr_min\"", with: "\"lr_mni\"")
        #expect(
            problemLines(unknown) == [
                "experiments/a.json:4: schedule.parts[1].schedule.lr_mni: unknown key; did you mean "
                    + "\"schedule.parts[1].schedule.lr_min\"?"
            ])
    }

    @Test("all problems of the three schedules come at once")
    func atOnce() {
        let spec = """
            {"steps": 400, "schedule": {"type": "cosine", "lr": 0.1, "lr_min": 1,
              "momentum": {"type": "cosine", "value": 0.5, "value_min": 0.6}}}
            """
        #expect(
            problemLines(spec) == [
                "experiments/a.json:1: schedule.lr_min: 1 is not at most 0.1",
                "experiments/a.json:2: schedule.momentum.value_min: 0.6 is not at most 0.5",
            ])
    }

    @Test("a cycle that does not end with the training is worth a warning, and no more")
    func warnings() throws {
        let cut = #"{"schedule": {"type": "cosine_restarts", "lr": 0.1, "first_cycle": 150}, "steps": 400}"#
        #expect(
            try goodSpec(cut).warnings.map(\.description) == [
                "a.json:1: schedule: the cycle of steps 300 to 449 is cut at step 400"
            ])
        #expect(try goodSpec(cut, set: ["steps=450"]).warnings.isEmpty)
        let short = #"{"schedule": {"type": "sgdr", "lr_max": 0.1, "cycles": 1, "cycle_len": 150}, "steps": 400}"#
        #expect(
            try goodSpec(short).warnings.map(\.description) == [
                "a.json:1: schedule: ends after 150 of 400 steps, and stays at its last value"
            ])
        #expect(try goodSpec(withSchedule()).warnings.isEmpty)
    }

    @Test("the resolved spec reads as the same schedule")
    func resolved() throws {
        let spec = try goodSpec(
            """
            {"schedule": {"type": "sequence", "parts": [
              {"for": {"epochs": 0.5}, "schedule": {"type": "linear", "lr": 0.1}},
              {"schedule": {"type": "cyclic", "lr_min": 0, "lr_max": 0.1, "step_up": {"fraction": 0.25}}}],
              "weight_decay": {"type": "step", "value": 0.1, "every": 7}}, "steps": 400}
            """)
        let again = try goodSpec(spec.document)
        #expect(again.document == spec.document)
        #expect(again.spec.schedule == spec.spec.schedule)
        let difference = try ScheduleDifference(spec.spec.makeSchedule(), again.spec.makeSchedule(), over: 400)
        #expect(difference.firstStep == nil)
    }
}
