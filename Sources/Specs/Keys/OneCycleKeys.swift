import JSON
import Schedules

extension SpecSchema {
    static let oneCycleText = "Up, then down (Smith, arXiv 1803.09820)."

    /// `one_cycle`: everybody's 1cycle is another curve; `flavor` says which.
    static let oneCycle = Table([
        rate("lr_max", "Highest learning rate.", ["max_lr"]),
        .selector(
            Selector(
                key: "flavor", documentation: "Which of the curves called 1cycle.", fallback: "documented",
                cases: [
                    flavor(
                        "documented", .documented, "Linear from lr_max / div_factor to lr_max, then cosine to 0.", []),
                    flavor(
                        "three_phase", .threePhase(),
                        "Linear up, linear down, linear to lr_max / (div_factor * final_div).", [finalDiv(100)]),
                    flavor(
                        "fastai1", .fastai1(),
                        "fastai 1's OneCycleScheduler: cosine up over int(T * pct_start) steps, cosine down to lr_max / "
                            + "final_div.", [fastai1FinalDiv]),
                    flavor(
                        "fastai2", .fastai2(),
                        "fastai 2's fit_one_cycle: cosine up, cosine down to lr_max / final_div.",
                        [finalDiv(1e5, "lr_max divided by the last learning rate.")], moms: 2...3),
                    flavor(
                        "torch", .torch(),
                        "PyTorch's OneCycleLR: up until step pct_start * T - 1, then down to lr_max / (div_factor * "
                            + "final_div) on the last step.", [finalDiv(10_000), anneal]),
                    flavor(
                        "torch_three_phase", .torchThreePhase(),
                        "PyTorch's OneCycleLR(three_phase=True): up until step pct_start * T - 1, down until 2 * "
                            + "pct_start * T - 2, then on to lr_max / (div_factor * final_div).",
                        [finalDiv(10_000), anneal]),
                    flavor(
                        "optax_cosine", .optaxCosine(),
                        "optax's cosine_onecycle_schedule: cosine up over int(pct_start * T) steps, cosine down; "
                            + "momentum stays.", [finalDiv(10_000)], moms: nil),
                    flavor(
                        "optax_linear", .optaxLinear(),
                        "optax's linear_onecycle_schedule: linear up, linear down until step int(0.85 * T), linear to "
                            + "the end; momentum stays.", [finalDiv(10_000)], moms: nil),
                ])),
    ])

    /// - Parameter moms: how many momenta there may be; nil: the flavor moves none.
    private static func flavor(
        _ name: String, _ flavor: OneCycle.Flavor, _ documentation: String, _ more: [Entry],
        moms: ClosedRange<Int>? = 2...2
    ) -> Selector.Case {
        var entries = [
            Entry.field(
                Field(
                    key: "div_factor", shape: .number(.atLeast(1)), presence: .value(.number(flavor.defaultDivFactor)),
                    documentation: "lr_max divided by the starting learning rate.", aliases: ["div"])),
            number(
                "pct_start", .between(0, flavor.maxPctStart), .value(.number(flavor.defaultPctStart)),
                flavor.maxPctStart == 0.5
                    ? "Share of the training that goes up, and of that down." : "Share of the training that goes up."),
        ]
        if let moms { entries.append(self.moms(moms)) }
        entries += more
        if moms != nil { entries.append(cycleMomentum) }
        return Selector.Case(name: name, documentation: documentation, table: Table(entries))
    }

    private static func moms(_ count: ClosedRange<Int>) -> Entry {
        let text =
            count.upperBound == 2
            ? "Highest and lowest momentum (Adam and AdamW: beta1)."
            : "Momentum (Adam and AdamW: beta1) at the start, at the peak, and at the end, where it is another."
        return .field(
            Field(
                key: "moms",
                shape: .list(List(element: .number(.momentum), count: count, isDescending: count.upperBound == 2)),
                presence: .value([0.95, 0.85]), documentation: text, aliases: ["momentums"]))
    }

    /// `cyclic`'s.
    static let optionalMoms = Entry.field(
        Field(
            key: "moms",
            shape: .optional(.list(List(element: .number(.momentum), count: 2...2, isDescending: true))),
            presence: .value(.null),
            documentation: "Momentum (Adam and AdamW: beta1) between the peaks and at the first one; null: as the "
                + "optimizer has it.", aliases: ["momentums"]))

    private static func finalDiv(
        _ fallback: JSONValue, _ documentation: String = "Starting learning rate divided by the last one."
    ) -> Entry {
        .field(
            Field(
                key: "final_div", shape: .number(.atLeast(1)), presence: .value(fallback),
                documentation: documentation, aliases: ["final_div_factor"]))
    }

    private static let fastai1FinalDiv = Entry.field(
        Field(
            key: "final_div", shape: .optional(.number(.atLeast(1))), presence: .value(.null),
            documentation: "lr_max divided by the last learning rate; null: div_factor * 1e4.",
            aliases: ["final_div_factor"]))

    private static let anneal = Entry.field(
        Field(
            key: "anneal", shape: .choice(["cos", "linear"]), presence: .value("cos"),
            documentation: "Along a cosine, or along a line.", aliases: ["anneal_strategy"]))

    private static let cycleMomentum = Entry.field(
        Field(
            key: "cycle_momentum", shape: .boolean, presence: .value(true),
            documentation: "Move momentum against the learning rate; false: the optimizer keeps its own."))
}
