import JSON
import Training

extension SpecSchema {
    /// `optimizer`, by its `type`.
    static let optimizer = Table([
        .selector(
            Selector(
                key: "type", documentation: "Which optimizer.", fallback: "adamw",
                cases: [
                    Selector.Case(
                        name: "sgd", documentation: "Stochastic gradient descent.",
                        table: Table([
                            .field(
                                Field(
                                    key: "momentum", shape: .number(.momentum), presence: .value(0.9),
                                    documentation: "Momentum, where the schedule moves none.")),
                            .field(
                                Field(
                                    key: "nesterov", shape: .boolean, presence: .value(false),
                                    documentation: "Nesterov's momentum, as PyTorch defines it.")),
                            .field(
                                Field(
                                    key: "weight_decay", shape: .number(.atLeast(0)), presence: .value(0),
                                    documentation: "L2 penalty: added to the gradient.", aliases: ["wd"])),
                        ])),
                    Selector.Case(
                        name: "adam", documentation: "Adam (Kingma and Ba).",
                        table: Table([
                            betas, epsilon,
                            .field(
                                Field(
                                    key: "weight_decay", shape: .number(.atLeast(0)), presence: .value(0),
                                    documentation: "L2 penalty: added to the gradient.", aliases: ["wd"])),
                        ])),
                    Selector.Case(
                        name: "adamw", documentation: "Adam with decoupled weight decay (Loshchilov and Hutter).",
                        table: Table([
                            betas, epsilon,
                            .field(
                                Field(
                                    key: "weight_decay", shape: .number(.atLeast(0)), presence: .value(0.01),
                                    documentation: "Decoupled: a step shrinks weights by lr times this.",
                                    aliases: ["wd"])),
                        ])),
                ]))
    ])

    private static let betas = Entry.field(
        Field(
            key: "betas", shape: .list(List(element: .number(.momentum), count: 2...2)), presence: .value([0.9, 0.99]),
            documentation: "Decay of the averages of gradients (the momentum that schedules move) and of their squares."
        ))

    private static let epsilon = Entry.field(
        Field(
            key: "eps", shape: .number(.above(0)), presence: .value(1e-8),
            documentation: "Added to the root of the squares.", aliases: ["epsilon"]))
}

extension CheckedObject {
    /// The optimizer that these values describe.
    func optimizer() throws(SchemaMismatch) -> any Optimizer {
        switch try string("type") {
        case "sgd":
            return SGD(
                momentum: try double("momentum"), nesterov: try bool("nesterov"),
                weightDecay: try double("weight_decay"))
        case "adam": return try adam(.l2)
        case "adamw": return try adam(.decoupled)
        default: throw mismatch("type")
        }
    }

    private func adam(_ kind: Adam.WeightDecayKind) throws(SchemaMismatch) -> Adam {
        let betas = try pair("betas")
        return Adam(
            beta1: betas.0, beta2: betas.1, epsilon: try double("eps"), weightDecay: try double("weight_decay"), kind)
    }
}
