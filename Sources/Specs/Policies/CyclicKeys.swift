import JSON
import Schedules

extension PolicyList {
    static func cyclic(_ quantity: ScheduledQuantity) -> Policy {
        let lrMin = quantity.min("Lowest value, between the peaks.", aliases: ["base_lr"], isRequired: true)
        let lrMax = quantity.max("Value at the first peak.")
        let stepUp = Key(
            "step_up", .span(.aboveZero), .required, "Length of the way up.", aliases: ["step_size_up", "step_size"])
        let stepDown = Key(
            "step_down", .optional(.span(.aboveZero)), .default(.null),
            "Length of the way down; null: the same as the way up.", aliases: ["step_size_down"])
        let gamma = PolicyKeys.gamma(.default(1), "Height of a peak relative to one a step earlier.")
        let mode = Selector(
            "mode", "Peak height over the cycles.", default: "triangular",
            [
                CyclicMode("triangular", "Constant height.") { _ in .triangular },
                CyclicMode("triangular2", "Halved with each cycle.") { _ in .triangular2 },
                CyclicMode("exp_range", "Multiplied by gamma each step.", [gamma]) { values in
                    .expRange(gamma: try values[gamma])
                },
            ])
        let moms = PolicyKeys.moms(
            .optional(PolicyKeys.moms(2...2)), .null,
            "M\(PolicyKeys.momentum) between the peaks and at the first peak; null: the optimizer's own.")
        let movesMomentum = quantity == .learningRate
        return Policy(
            "cyclic", "Repeated rise and fall (PyTorch's CyclicLR).",
            [lrMin, lrMax, stepUp, stepDown, mode] + (movesMomentum ? [moms] : []),
            leavingMomentum: "drop \(moms.name)"
        ) { values in
            try Cyclic(
                lrMin: try values[lrMin], lrMax: try values[lrMax], stepUp: try values[stepUp],
                stepDown: try values[stepDown], mode: try mode.choice(in: values.decoder).make(values),
                momentum: movesMomentum ? try values[moms].map { (high: $0[0], low: $0[1]) } : nil)
        }
    }
}

private typealias CyclicMode = Choice<@Sendable (PolicyValues) throws -> Cyclic.Mode>
