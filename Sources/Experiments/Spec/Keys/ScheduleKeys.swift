extension SpecSchema {
    /// `schedule`, by its `type`.
    static let schedule = Table([
        typed(policies(inSequence: false)),
        own(.momentumSchedule, "momentum", "A schedule of momentum (Adam and AdamW: beta1) of its own", ["beta1"]),
        own(.weightDecaySchedule, "weight_decay", "A schedule of weight decay", ["wd"]),
    ])

    static let momentumSchedule = Table([typed(ownPolicies(.momentum, inSequence: false))])
    static let weightDecaySchedule = Table([typed(ownPolicies(.weightDecay, inSequence: false))])

    /// A schedule that is a part of a sequence.
    static let policy = Table([typed(policies(inSequence: true))])
    static let momentumPolicy = Table([typed(ownPolicies(.momentum, inSequence: true))])
    static let weightDecayPolicy = Table([typed(ownPolicies(.weightDecay, inSequence: true))])

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
