import JSON
import Schedules

extension PolicyList {
    /// Policies that fall from the first step on.
    static func decays(_ quantity: ScheduledQuantity) -> [Policy] {
        let lr = quantity.rate("Value at the first step.")
        let gamma = PolicyKeys.gamma(.default(.number(StepDecay.defaultGamma)), "Factor of each decay.")
        let every = Key("every", .span(.aboveZero), .required, "Steps between decays.", aliases: ["step_size"])
        let milestones = Key(
            "milestones", .list(.span(.fromZero), count: 1...1000), .required,
            "Times of the decays, each counted from the start.")
        let stepGamma = PolicyKeys.gamma(.required, "Factor of each step.")
        let rate = PolicyKeys.gamma(.default(1e-4), "Decay rate.", range: .notNegative)
        let exponent = PolicyKeys.power(0.75, "Exponent of the decay.")
        let power = PolicyKeys.power(1, "Exponent; 1: a line.")
        return [
            Policy("step", "Multiplied by gamma at a fixed interval (PyTorch's StepLR).", [lr, gamma, every]) {
                values in
                try StepDecay(lr: try values[lr], gamma: try values[gamma], every: try values[every])
            },
            Policy(
                "multistep", "Multiplied by gamma at each milestone (PyTorch's MultiStepLR).", [lr, gamma, milestones]
            ) { values in
                try MultiStepDecay(lr: try values[lr], gamma: try values[gamma], milestones: try values[milestones])
            },
            Policy("exponential", "lr gamma^t (PyTorch's ExponentialLR).", [lr, stepGamma]) { values in
                try ExponentialDecay(lr: try values[lr], gamma: try values[stepGamma])
            },
            Policy("inverse", "lr (1 + gamma t)^-power (Caffe's \"inv\").", [lr, rate, exponent]) { values in
                try InverseDecay(lr: try values[lr], gamma: try values[rate], power: try values[exponent])
            },
            Policy("polynomial", "lr (1 - t / T)^power (PyTorch's PolynomialLR).", [lr, power]) { values in
                try PolynomialDecay(lr: try values[lr], power: try values[power])
            },
            linear(quantity),
        ]
    }

    private static func linear(_ quantity: ScheduledQuantity) -> Policy {
        let lr = quantity.rate("Value that the factors multiply.")
        let startFactor = Key(
            "start_factor", .number(.share), .default(.number(LinearSchedule.defaultStartFactor)),
            "Factor at the first step.")
        let endFactor = Key(
            "end_factor", .number(.share), .default(1), "Factor at every step after the line.")
        let over = Key(
            "over", .span(.fromZero), .default(["fraction": 1]), "Length of the line.", aliases: ["total_iters"])
        return Policy(
            "linear", "A line from lr start_factor to lr end_factor (PyTorch's LinearLR).",
            [lr, startFactor, endFactor, over]
        ) { values in
            try LinearSchedule(
                lr: try values[lr], startFactor: try values[startFactor], endFactor: try values[endFactor],
                over: try values[over])
        }
    }
}
