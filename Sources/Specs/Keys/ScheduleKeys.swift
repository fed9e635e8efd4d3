import JSON

extension SpecSchema {
    /// `schedule`, by its `type`.
    static let schedule = Table([
        typed(policies),
        own(.momentumSchedule, "momentum", "A schedule of momentum (Adam and AdamW: beta1) of its own", ["beta1"]),
        own(.weightDecaySchedule, "weight_decay", "A schedule of weight decay", ["wd"]),
    ])

    /// A learning rate's schedule that is a part of a sequence.
    static let policy = Table([typed(policies)])
    /// Of momentum and of weight decay, in a sequence or not.
    static let momentumSchedule = Table([typed(ownPolicies(.momentum))])
    static let weightDecaySchedule = Table([typed(ownPolicies(.weightDecay))])

    private static func typed(_ cases: [Selector.Case]) -> Entry {
        .selector(Selector(key: "type", documentation: "Which schedule.", fallback: nil, cases: cases))
    }

    private static func own(
        _ definition: Definition, _ key: String, _ documentation: String, _ aliases: [String]
    ) -> Entry {
        .field(
            Field(
                key: key, shape: .optional(.definition(definition)), presence: .value(.null),
                documentation: documentation
                    + ", whose keys say value where those of learning rates say lr; null: none.",
                aliases: aliases))
    }
}
