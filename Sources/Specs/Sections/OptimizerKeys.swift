import JSON
import Optimizers
import Schedules

/// `optimizer`, by its `type`.
enum OptimizerKeys {
    static let kind = Kind<any Optimizer>.object(SpecSchema.Table([type])) { values in
        try type.choice(in: values).make(values)
    }

    static let nesterov = Key("nesterov", .boolean, .default(false), "Nesterov momentum, as in PyTorch.")
    static let momentum = Key(
        ScheduleKeys.momentum.name, .number(.momentum), .default(0.9), "Momentum, unless the schedule moves it.")

    private typealias OptimizerChoice = Choice<@Sendable (SpecDecoder) throws -> any Optimizer>

    private static let type = Selector(
        "type", "Which optimizer.", default: "adamw",
        [
            OptimizerChoice("sgd", "Stochastic gradient descent.", [momentum, nesterov, l2]) { values in
                SGD(
                    momentum: try values[momentum], nesterov: try values[nesterov], weightDecay: try values[l2])
            },
            OptimizerChoice("adam", "Adam (Kingma and Ba).", [betas, epsilon, l2]) { values in
                try adam(values, l2, .l2)
            },
            OptimizerChoice(
                "adamw", "Adam with decoupled weight decay (Loshchilov and Hutter).", [betas, epsilon, decoupled]
            ) { values in
                try adam(values, decoupled, .decoupled)
            },
        ])

    /// Has the defaults of `eps` and of decoupled weight decay.
    private static let adamW = Adam.adamW()

    private static let l2 = weightDecay(0, "L2 penalty: added to the gradient.")
    private static let decoupled = weightDecay(
        .number(adamW.weightDecay), "Decoupled: each step shrinks the weights by lr times this.")

    private static func weightDecay(_ fallback: JSONValue, _ documentation: String) -> Key<Double> {
        Key(
            ScheduleKeys.weightDecay.name, .number(.notNegative), .default(fallback), documentation,
            aliases: ScheduleKeys.weightDecayAliases)
    }

    private static func adam(
        _ values: SpecDecoder, _ weightDecay: Key<Double>, _ kind: Adam.WeightDecayKind
    ) throws -> Adam {
        let betas = try values[betas]
        return Adam(
            beta1: betas[0], beta2: betas[1], epsilon: try values[epsilon], weightDecay: try values[weightDecay], kind)
    }

    private static let betas = Key(
        "betas", .list(.number(.momentum), count: 2...2), .default([0.9, 0.99]),
        "Decay rates of the averages of gradients (the momentum that schedules move) and of their squares.")

    private static let epsilon = Key(
        "eps", .number(.positive), .default(.number(adamW.epsilon)), "Added to the root of the squared average.",
        aliases: ["epsilon"])
}
