import JSON

/// What a policy moves, and what its keys are called.
enum ScheduledQuantity: Sendable {
    /// `lr`, `lr_max`, `lr_min`, ...
    case learningRate
    /// `value`, `value_max`, `value_min`, ...
    case momentum
    case weightDecay

    /// The key of a learning rate, as it is called here.
    package func key(_ name: String) -> String { self == .learningRate ? name : "value" + name.dropFirst("lr".count) }

    /// What else such a key is called: as a learning rate's, and as an optimizer's.
    func aliases(of name: String) -> [String] {
        (self == .learningRate ? [] : [name]) + (name == "lr" ? ["learning_rate", "max_lr"] : [])
    }

    /// What may be asked for: of learning rates none that is 0.
    var shape: SpecSchema.Shape { self == .learningRate ? SpecSchema.rate : lowShape }

    /// The same where it may be 0.
    var lowShape: SpecSchema.Shape {
        switch self {
        case .learningRate: SpecSchema.lowRate
        case .momentum: .number(.momentum)
        case .weightDecay: .number(.between(0, 1e6))
        }
    }

    /// The table of this quantity's policies.
    var definition: SpecSchema.Definition {
        switch self {
        case .learningRate: .policy
        case .momentum: .momentumSchedule
        case .weightDecay: .weightDecaySchedule
        }
    }
}

extension SpecSchema {
    /// The policies of a learning rate, by `type`.
    static var policies: [Selector.Case] {
        let quantity = ScheduledQuantity.learningRate
        var cases = [constant(quantity), .init(name: "one_cycle", documentation: oneCycleText, table: oneCycle)]
        cases += cosines(quantity) + [cyclic(quantity)] + decays(quantity) + [linear(quantity)]
        cases += [
            policy(
                "sgdr", "Cosines from lr_max to 0, a number of them (fastai 2's fit_sgdr).",
                [
                    rate("lr_max", "Learning rate at the start of each cycle.", ["max_lr"]),
                    .field(
                        Field(
                            key: "cycles", shape: .integer(1...10_000), presence: .required,
                            documentation: "How many cycles.", aliases: ["n_cycles"])),
                    span("cycle_len", least: 1, .required, "Length of the first cycle."), cycleMult(2),
                ])
        ]
        return cases + shapes(quantity) + [plateau, sequence(quantity)]
    }

    /// The policies of momentum or weight decay.
    static func ownPolicies(_ quantity: ScheduledQuantity) -> [Selector.Case] {
        [constant(quantity)] + cosines(quantity) + [cyclic(quantity)] + decays(quantity) + [linear(quantity)]
            + shapes(quantity) + [sequence(quantity)]
    }

    private static func constant(_ quantity: ScheduledQuantity) -> Selector.Case {
        policy("constant", "The same throughout.", [value("lr", "What it is.", quantity)])
    }

    private static func cosines(_ quantity: ScheduledQuantity) -> [Selector.Case] {
        [
            policy(
                "cosine", "A cosine from lr to lr_min over the training (PyTorch's CosineAnnealingLR).",
                [value("lr", "Of the first step.", quantity), low("lr_min", "Where it goes.", quantity, ["eta_min"])]),
            policy(
                "cosine_restarts", "Cosines from lr to lr_min again and again (PyTorch's CosineAnnealingWarmRestarts).",
                [
                    value("lr", "Of the first step of each cycle.", quantity),
                    low("lr_min", "Where each cycle goes.", quantity, ["eta_min"]),
                    span("first_cycle", least: 1, .required, "Length of the first cycle.", ["T_0"]),
                    cycleMult(1),
                ]),
        ]
    }

    private static func cyclic(_ quantity: ScheduledQuantity) -> Selector.Case {
        let gamma = number(
            "gamma", .above(0, upTo: 1), .value(1), "Height of a peak over that of the same one a step before.")
        return policy(
            "cyclic", "Up and down in turns (PyTorch's CyclicLR).",
            [
                low("lr_min", "Between the peaks.", quantity, ["base_lr"], isRequired: true),
                value("lr_max", "At the first peak.", quantity, ["max_lr"]),
                span("step_up", least: 1, .required, "Length of the way up.", ["step_size_up", "step_size"]),
                .field(
                    Field(
                        key: "step_down", shape: .optional(duration(least: 1)), presence: .value(.null),
                        documentation: "Length of the way down; null: as long as the way up.",
                        aliases: ["step_size_down"])),
                .selector(
                    Selector(
                        key: "mode", documentation: "What becomes of the height of the peaks.", fallback: "triangular",
                        cases: [
                            .init(name: "triangular", documentation: "It stays.", table: Table([])),
                            .init(name: "triangular2", documentation: "It halves with each cycle.", table: Table([])),
                            .init(
                                name: "exp_range", documentation: "It shrinks by gamma each step.",
                                table: Table([gamma])),
                        ])),
            ] + (quantity == .learningRate ? [optionalMoms] : []))
    }

    private static func decays(_ quantity: ScheduledQuantity) -> [Selector.Case] {
        let first = value("lr", "Of the first step.", quantity)
        let factor = number("gamma", .above(0, upTo: 1), .value(0.1), "What each decay multiplies with.")
        return [
            policy(
                "step", "Times gamma again and again (PyTorch's StepLR).",
                [first, factor, span("every", least: 1, .required, "From decay to decay.", ["step_size"])]),
            policy(
                "multistep", "Times gamma at each milestone (PyTorch's MultiStepLR).",
                [
                    first, factor,
                    .field(
                        Field(
                            key: "milestones", shape: .list(List(element: duration(least: 0), count: 1...1000)),
                            presence: .required, documentation: "When; each counts from the start.")),
                ]),
            policy(
                "exponential", "lr gamma^t (PyTorch's ExponentialLR).",
                [first, number("gamma", .above(0, upTo: 1), .required, "What each step multiplies with.")]),
            policy(
                "inverse", "lr (1 + gamma t)^-power (Caffe's \"inv\").",
                [
                    first, number("gamma", .atLeast(0), .value(1e-4), "How soon it falls."),
                    number("power", .atLeast(0), .value(0.75), "How far."),
                ]),
            policy(
                "polynomial", "lr (1 - t / T)^power (PyTorch's PolynomialLR).",
                [first, number("power", .atLeast(0), .value(1), "1: a line.")]),
        ]
    }

    private static func linear(_ quantity: ScheduledQuantity) -> Selector.Case {
        policy(
            "linear", "A line from lr start_factor to lr end_factor (PyTorch's LinearLR).",
            [
                value("lr", "What the factors are of.", quantity),
                number("start_factor", .between(0, 1), .value(.number(1.0 / 3)), "Of the first step."),
                number("end_factor", .between(0, 1), .value(1), "Of all steps behind the line."),
                span("over", least: 0, .value(["fraction": 1]), "Length of the line.", ["total_iters"]),
            ])
    }

    /// Those of a few parts.
    private static func shapes(_ quantity: ScheduledQuantity) -> [Selector.Case] {
        let peak = value("lr", "Highest.", quantity)
        return [
            policy(
                "flat_cos", "The same, then a cosine to lr / final_div (fastai 2's fit_flat_cos).",
                [
                    value("lr", "Of the flat part.", quantity),
                    number("pct_start", .between(0, 1), .value(0.75), "Share of the flat part."),
                    number("final_div", .atLeast(1), .value(1e5), "The flat part over the last value."),
                ]),
            policy(
                "warmup_cosine", "A line up, then a cosine down (optax's warmup_cosine_decay_schedule).",
                [
                    peak, low("lr_start", "Of the first step.", quantity, ["init_value"]),
                    span("warmup", least: 0, .required, "Length of the way up.", ["warmup_steps"]),
                    low("lr_end", "Where the cosine goes.", quantity, ["end_value"]),
                ]),
            policy(
                "trapezoid", "A line up, the same, then down (warm-up, stable, decay).",
                [
                    peak, low("lr_start", "Of the first step.", quantity),
                    span("warmup", least: 0, .required, "Length of the way up.", ["warmup_steps"]),
                    span("decay", least: 0, .required, "Length of the way down.", ["decay_steps"]),
                    low("lr_end", "Where the way down goes.", quantity),
                    .field(
                        Field(
                            key: "decay_shape", shape: .choice(["linear", "cosine", "one_minus_sqrt"]),
                            presence: .value("linear"), documentation: "The way down.")),
                ]),
        ]
    }

    private static let plateau = policy(
        "plateau",
        "Times factor where the validation loss stays as it is (PyTorch's ReduceLROnPlateau). In a sequence it hears of the "
            + "validations within its part.",
        [
            rate("lr", "Of the first step."),
            number("factor", .from(0, below: 1), .value(0.1), "What each decay multiplies with."),
            .field(
                Field(
                    key: "patience", shape: .integer(0...1_000_000), presence: .value(10),
                    documentation: "Validations in a row without a better loss that are borne.")),
            number(
                "threshold", .between(0, 1), .value(1e-4), "By what share of the best a loss has to be below it."),
            .field(
                Field(
                    key: "cooldown", shape: .integer(0...1_000_000), presence: .value(0),
                    documentation: "Validations after a decay that do not count.")),
            low("lr_min", "The least.", .learningRate, ["min_lr"]),
        ])

    /// A part of a sequence.
    static func part(_ quantity: ScheduledQuantity) -> Table {
        Table([
            .field(
                Field(
                    key: "for", shape: .optional(duration(least: 0)), presence: .value(.null),
                    documentation: "How long; null: the rest, of the last part only.")),
            .field(
                Field(
                    key: "schedule", shape: .definition(quantity.definition), presence: .required,
                    documentation: "What counts from the part's first step, and has as many steps as the part.")),
        ])
    }

    private static func sequence(_ quantity: ScheduledQuantity) -> Selector.Case {
        policy(
            "sequence", "One after the other (PyTorch's SequentialLR, but each part sees its own length).",
            [
                .field(
                    Field(
                        key: "parts", shape: .list(List(element: .object(part(quantity)), count: 1...1000)),
                        presence: .required, documentation: "The parts in order."))
            ])
    }

    // MARK: Lines of a table

    private static func policy(_ name: String, _ documentation: String, _ entries: [Entry]) -> Selector.Case {
        Selector.Case(name: name, documentation: documentation, table: Table(entries))
    }

    static func rate(_ key: String, _ documentation: String, _ aliases: [String] = []) -> Entry {
        value(key, documentation, .learningRate, aliases)
    }

    /// What the policy moves.
    private static func value(
        _ name: String, _ documentation: String, _ quantity: ScheduledQuantity, _ aliases: [String] = []
    ) -> Entry {
        .field(
            Field(
                key: quantity.key(name), shape: quantity.shape, presence: .required, documentation: documentation,
                aliases: aliases + quantity.aliases(of: name)))
    }

    /// The same where it may be 0.
    private static func low(
        _ name: String, _ documentation: String, _ quantity: ScheduledQuantity, _ aliases: [String] = [],
        isRequired: Bool = false
    ) -> Entry {
        .field(
            Field(
                key: quantity.key(name), shape: quantity.lowShape, presence: isRequired ? .required : .value(0),
                documentation: documentation, aliases: aliases + quantity.aliases(of: name)))
    }

    static func number(_ key: String, _ range: ValueRange, _ presence: Presence, _ documentation: String) -> Entry {
        .field(Field(key: key, shape: .number(range), presence: presence, documentation: documentation))
    }

    private static func span(
        _ key: String, least: Int, _ presence: Presence, _ documentation: String, _ aliases: [String] = []
    ) -> Entry {
        .field(
            Field(
                key: key, shape: duration(least: least), presence: presence, documentation: documentation,
                aliases: aliases))
    }

    private static func cycleMult(_ fallback: JSONValue) -> Entry {
        .field(
            Field(
                key: "cycle_mult", shape: .number(.between(1, 1000)), presence: .value(fallback),
                documentation: "A cycle's length over that of the one before.", aliases: ["T_mult"]))
    }
}
