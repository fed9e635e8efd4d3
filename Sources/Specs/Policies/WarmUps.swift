import JSON
import Schedules

extension PolicyList {
    /// Policies of a few segments.
    static func warmUps(_ quantity: ScheduledQuantity) -> [Policy] {
        [flatCosine(quantity), warmupCosine(quantity), trapezoid(quantity)]
    }

    private static func flatCosine(_ quantity: ScheduledQuantity) -> Policy {
        let lr = quantity.rate("Value of the flat part.")
        let pctStart = PolicyKeys.pctStart(.share, FlatCosine.defaultPctStart, "Share of the flat part.")
        let finalDiv = PolicyKeys.finalDiv(
            .number(.quotient), .number(FlatCosine.defaultFinalDiv),
            "Value of the flat part divided by the last value.", aliases: [])
        return Policy(
            "flat_cos", "A constant, then a cosine to lr / final_div (fastai 2's fit_flat_cos).",
            [lr, pctStart, finalDiv]
        ) { values in
            try FlatCosine(lr: try values[lr], pctStart: try values[pctStart], finalDiv: try values[finalDiv])
        }
    }

    private static func warmupCosine(_ quantity: ScheduledQuantity) -> Policy {
        let (lr, warmup) = (quantity.rate("Highest value."), PolicyKeys.warmup)
        let lrStart = quantity.start("Value at the first step.", aliases: ["init_value"])
        let lrEnd = quantity.end("Final value of the cosine.", aliases: ["end_value"])
        return Policy(
            "warmup_cosine", "A line up, then a cosine down (optax's warmup_cosine_decay_schedule).",
            [lr, lrStart, warmup, lrEnd]
        ) { values in
            try WarmupCosine(
                lr: try values[lr], lrStart: try values[lrStart], warmup: try values[warmup], lrEnd: try values[lrEnd])
        }
    }

    private static func trapezoid(_ quantity: ScheduledQuantity) -> Policy {
        let (lr, warmup) = (quantity.rate("Highest value."), PolicyKeys.warmup)
        let lrStart = quantity.start("Value at the first step.")
        let decay = Key("decay", .span(.fromZero), .required, "Length of the decay.", aliases: ["decay_steps"])
        let lrEnd = quantity.end("Final value of the decay.")
        let decayShape = Key(
            "decay_shape",
            .words([("linear", Annealing.linear), ("cosine", .cosine), ("one_minus_sqrt", .oneMinusSqrt)]),
            .default("linear"), "Shape of the decay.")
        return Policy(
            "trapezoid", "A line up, a constant, then down (warm-up, stable, decay).",
            [lr, lrStart, warmup, decay, lrEnd, decayShape]
        ) { values in
            try Trapezoid(
                lr: try values[lr], lrStart: try values[lrStart], warmup: try values[warmup],
                decay: try values[decay], lrEnd: try values[lrEnd], decayShape: try values[decayShape])
        }
    }
}
