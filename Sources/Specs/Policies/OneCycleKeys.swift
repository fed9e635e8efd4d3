import JSON
import Schedules

/// `one_cycle`: libraries define 1cycle differently; `flavor` chooses one.
enum OneCycleKeys {
    static let policy = Policy(
        "one_cycle", "Up, then down (Smith, arXiv 1803.09820).", [lrMax, flavor],
        leavingMomentum: "set \(cycleMomentum.name) to false"
    ) { values in try flavor.choice(in: values.decoder).make(values) }

    /// Which library's curve.
    static let flavor = Selector(
        "flavor", "Which library's 1cycle.", default: "documented",
        [
            flavor("documented", .documented, "Linear from lr_max / div_factor to lr_max, then cosine to 0."),
            flavor(
                "three_phase", .threePhase(), "Linear up, linear down, linear to lr_max / (div_factor * final_div).",
                finalDiv: finalDiv(of: .threePhase())
            ) { .threePhase(finalDiv: try $0.finalDiv()) },
            flavor(
                "fastai1", .fastai1(),
                "fastai 1's OneCycleScheduler: cosine up over int(T * pct_start) steps, cosine down to lr_max / "
                    + "final_div.", finalDiv: fastai1FinalDiv
            ) { .fastai1(finalDiv: try $0[fastai1FinalDiv]) },
            flavor(
                "fastai2", .fastai2(), "fastai 2's fit_one_cycle: cosine up, cosine down to lr_max / final_div.",
                moms: 2...3, finalDiv: finalDiv(of: .fastai2(), "lr_max divided by the last learning rate.")
            ) { .fastai2(finalDiv: try $0.finalDiv()) },
            flavor(
                "torch", .torch(),
                "PyTorch's OneCycleLR: up until step pct_start * T - 1, then down to lr_max / (div_factor * "
                    + "final_div) on the last step.", finalDiv: finalDiv(of: .torch()), more: [anneal]
            ) { .torch(annealing: try $0[anneal], finalDiv: try $0.finalDiv()) },
            flavor(
                "torch_three_phase", .torchThreePhase(),
                "PyTorch's OneCycleLR(three_phase=True): up until step pct_start * T - 1, down until 2 * "
                    + "pct_start * T - 2, then on to lr_max / (div_factor * final_div).",
                finalDiv: finalDiv(of: .torchThreePhase()), more: [anneal]
            ) { .torchThreePhase(annealing: try $0[anneal], finalDiv: try $0.finalDiv()) },
            flavor(
                "optax_cosine", .optaxCosine(),
                "optax's cosine_onecycle_schedule: cosine up over int(pct_start * T) steps, cosine down; "
                    + "momentum is constant.", moms: nil, finalDiv: finalDiv(of: .optaxCosine())
            ) { .optaxCosine(finalDiv: try $0.finalDiv()) },
            flavor(
                "optax_linear", .optaxLinear(),
                "optax's linear_onecycle_schedule: linear up, linear down until step int(0.85 * T), linear to "
                    + "the end; momentum is constant.", moms: nil, finalDiv: finalDiv(of: .optaxLinear())
            ) { .optaxLinear(finalDiv: try $0.finalDiv()) },
        ])

    /// The momentum of any flavor.
    static let moms = moms(2...3)

    static let cycleMomentum = Key(
        "cycle_momentum", .boolean, .default(true),
        "Move momentum against the learning rate; false: the optimizer keeps its own.")

    private static let lrMax = ScheduledQuantity.learningRate.max("Highest learning rate.")

    private static let anneal = Key(
        "anneal", .words([("cos", Annealing.cosine), ("linear", .linear)]), .default("cos"),
        "Shape of the segments: a cosine or a line.", aliases: ["anneal_strategy"])

    private static let fastai1FinalDiv = PolicyKeys.finalDiv(
        .optional(.number(.quotient)), .null, "lr_max divided by the last learning rate; null: div_factor * 1e4.")

    fileprivate static func finalDiv(
        of flavor: OneCycle.Flavor, _ documentation: String = "First learning rate divided by the last one."
    ) -> Key<Double> {
        PolicyKeys.finalDiv(.number(.quotient), flavor.finalDiv.map { .number($0) } ?? 1, documentation)
    }

    private static func moms(_ count: ClosedRange<Int>) -> Key<[Double]> {
        let standard = OneCycle.Momentum.standardValues
        return PolicyKeys.moms(
            PolicyKeys.moms(count), [.number(standard.high), .number(standard.low)],
            count.upperBound == 2
                ? "Highest and lowest m\(PolicyKeys.momentum)."
                : "M\(PolicyKeys.momentum) at the start and at the peak, and at the end if that differs.")
    }

    /// - Parameters:
    ///   - flavor: has the defaults.
    ///   - moms: numbers of momentum values that the flavor takes; nil: it moves no momentum.
    ///   - make: the flavor with its own values; nil: it has none.
    private static func flavor(
        _ name: String, _ flavor: OneCycle.Flavor, _ documentation: String, moms count: ClosedRange<Int>? = 2...2,
        finalDiv: (any TableEntry)? = nil, more: [any TableEntry] = [],
        make: (@Sendable (PolicyValues) throws -> OneCycle.Flavor)? = nil
    ) -> Choice<@Sendable (PolicyValues) throws -> any Schedule> {
        let divFactor = Key(
            "div_factor", .number(.quotient), .default(.number(flavor.defaultDivFactor)),
            "lr_max divided by the first learning rate.", aliases: ["div"])
        let pctStart = PolicyKeys.pctStart(
            flavor.pctStartRange, flavor.defaultPctStart,
            flavor.maxPctStart == 0.5
                ? "Share of the training with a rising rate, and that with a falling one."
                : "Share of the training with a rising rate.")
        let moms = count.map { Self.moms($0) }
        var entries: [any TableEntry] = [divFactor, pctStart]
        if let moms { entries.append(moms) }
        if let finalDiv { entries.append(finalDiv) }
        entries += more
        if moms != nil { entries.append(cycleMomentum) }
        return Choice(name, documentation, entries) { values in
            try OneCycle(
                lrMax: try values[lrMax], flavor: try make?(values) ?? flavor, divFactor: try values[divFactor],
                pctStart: try values[pctStart], momentum: try moms.map { try momentum(values, $0) } ?? .untouched)
        }
    }

    private static func momentum(_ values: PolicyValues, _ moms: Key<[Double]>) throws -> OneCycle.Momentum {
        guard try values[cycleMomentum] else { return .untouched }
        let moms: [Double] = try values[moms]
        return .moving(from: moms[0], through: moms[1], to: moms.count > 2 ? moms[2] : moms[0])
    }
}

extension PolicyValues {
    /// The value of `final_div`, whatever its default.
    fileprivate func finalDiv() throws -> Double { try self[OneCycleKeys.finalDiv(of: .torch())] }
}
