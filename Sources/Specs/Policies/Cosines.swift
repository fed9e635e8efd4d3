import JSON
import Schedules

extension PolicyList {
    /// Policies made of cosines.
    static func cosines(_ quantity: ScheduledQuantity) -> [Policy] {
        let first = quantity.rate("Value at the first step.")
        let last = quantity.min("Final value.", aliases: ["eta_min"])
        let firstOfCycle = quantity.rate("Value at the first step of each cycle.")
        let lastOfCycle = quantity.min("Final value of each cycle.", aliases: ["eta_min"])
        let firstCycle = Key(
            "first_cycle", .span(.aboveZero), .required, "Length of the first cycle.", aliases: ["T_0"])
        let cycleMult = PolicyKeys.cycleMult(1)
        return [
            Policy(
                "cosine", "A cosine from lr to lr_min over the training (PyTorch's CosineAnnealingLR).", [first, last]
            ) { values in
                try CosineAnnealing(lr: try values[first], lrMin: try values[last])
            },
            Policy(
                "cosine_restarts", "Repeated cosines from lr to lr_min (PyTorch's CosineAnnealingWarmRestarts).",
                [firstOfCycle, lastOfCycle, firstCycle, cycleMult]
            ) { values in
                try CosineRestarts(
                    lr: try values[firstOfCycle], lrMin: try values[lastOfCycle], firstCycle: try values[firstCycle],
                    cycleMult: try values[cycleMult])
            },
        ]
    }

    static var sgdr: Policy {
        let lrMax = ScheduledQuantity.learningRate.max("Learning rate at the start of each cycle.")
        let cycles = Key(
            "cycles", .integer(.oneOrMore, upTo: 10_000), .required, "Number of cycles.", aliases: ["n_cycles"])
        let cycleLen = Key("cycle_len", .span(.aboveZero), .required, "Length of the first cycle.")
        let cycleMult = PolicyKeys.cycleMult(.number(SGDR.defaultCycleMult))
        return Policy(
            "sgdr", "Several cosines from lr_max to 0 (fastai 2's fit_sgdr).", [lrMax, cycles, cycleLen, cycleMult]
        ) { values in
            try SGDR(
                lrMax: try values[lrMax], cycles: try values[cycles], cycleLen: try values[cycleLen],
                cycleMult: try values[cycleMult])
        }
    }
}
