extension SpecSchema {
    /// `schedule`, by its `type`.
    static let schedule = Table([
        .selector(
            Selector(
                key: "type", documentation: "Which schedule.", fallback: nil,
                cases: [
                    Selector.Case(
                        name: "constant", documentation: "The same learning rate throughout.",
                        table: Table([
                            .field(
                                Field(
                                    key: "lr", shape: .number(.learningRate), presence: .required,
                                    documentation: "Learning rate.", aliases: ["learning_rate"]))
                        ])),
                    Selector.Case(
                        name: "one_cycle", documentation: "Up, then down (Smith, arXiv 1803.09820).", table: oneCycle),
                ]))
    ])

    /// Everybody's 1cycle is another curve; `flavor` says which.
    private static let oneCycle = Table([
        .field(
            Field(
                key: "lr_max", shape: .number(.learningRate), presence: .required,
                documentation: "Highest learning rate.", aliases: ["max_lr"])),
        .selector(
            Selector(
                key: "flavor", documentation: "Which of the curves called 1cycle.",
                fallback: ScheduleSpec.OneCycleFlavor.documented.rawValue,
                cases: [
                    Selector.Case(
                        name: ScheduleSpec.OneCycleFlavor.documented.rawValue,
                        documentation: "Linear from lr_max / div_factor to lr_max, then cosine to 0.",
                        table: Table([
                            divFactor(default: 25),
                            pctStart(default: 0.3, upTo: 1, "Share of the training that goes up."),
                            moms, cycleMomentum,
                        ])),
                    Selector.Case(
                        name: ScheduleSpec.OneCycleFlavor.threePhase.rawValue,
                        documentation: "Linear up, linear down, linear to lr_max / (div_factor * final_div).",
                        table: Table([
                            divFactor(default: 10),
                            pctStart(default: 0.45, upTo: 0.5, "Share of the training that goes up, and of that down."),
                            moms, finalDiv(default: 100), cycleMomentum,
                        ])),
                    Selector.Case(
                        name: ScheduleSpec.OneCycleFlavor.torch.rawValue,
                        documentation: "PyTorch's OneCycleLR: up until step pct_start * T - 1, then down to lr_max / "
                            + "(div_factor * final_div) on the last step.",
                        table: Table([
                            divFactor(default: 25),
                            pctStart(default: 0.3, upTo: 1, "Share of the training that goes up."),
                            moms, finalDiv(default: 10_000),
                            .field(
                                Field(
                                    key: "anneal", shape: .choice(ScheduleSpec.Anneal.allCases.map(\.rawValue)),
                                    presence: .value("cos"), documentation: "Along a cosine, or along a line.",
                                    aliases: ["anneal_strategy"])),
                            cycleMomentum,
                        ])),
                ])),
    ])

    private static func divFactor(default value: JSONValue) -> Entry {
        .field(
            Field(
                key: "div_factor", shape: .number(.atLeast(1)), presence: .value(value),
                documentation: "lr_max divided by the starting learning rate.", aliases: ["div"]))
    }

    private static func pctStart(default value: JSONValue, upTo most: Double, _ documentation: String) -> Entry {
        .field(
            Field(
                key: "pct_start", shape: .number(.between(0, most)), presence: .value(value),
                documentation: documentation))
    }

    private static func finalDiv(default value: JSONValue) -> Entry {
        .field(
            Field(
                key: "final_div", shape: .number(.atLeast(1)), presence: .value(value),
                documentation: "Starting learning rate divided by the last one.", aliases: ["final_div_factor"]))
    }

    private static let moms = Entry.field(
        Field(
            key: "moms", shape: .list(List(element: .number(.momentum), count: 2...2, isDescending: true)),
            presence: .value([0.95, 0.85]),
            documentation: "Highest and lowest momentum (Adam and AdamW: beta1).", aliases: ["momentums"]))

    private static let cycleMomentum = Entry.field(
        Field(
            key: "cycle_momentum", shape: .boolean, presence: .value(true),
            documentation: "Move momentum against the learning rate; false: the optimizer keeps its own."))
}

extension ScheduleSpec {
    init(_ values: CheckedObject) throws(SchemaMismatch) {
        switch try values.string("type") {
        case "constant":
            self = .constant(lr: try values.double("lr"))
        case "one_cycle":
            let moms = try values.pair("moms")
            self = .oneCycle(
                flavor: try values.choice("flavor"),
                lrMax: try values.double("lr_max"),
                divFactor: try values.double("div_factor"),
                pctStart: try values.double("pct_start"),
                momentumHigh: moms.0, momentumLow: moms.1,
                finalDiv: values.has("final_div") ? try values.double("final_div") : nil,
                anneal: values.has("anneal") ? try values.choice("anneal") : nil,
                cycleMomentum: try values.bool("cycle_momentum"))
        default:
            throw values.mismatch("type")
        }
    }
}
