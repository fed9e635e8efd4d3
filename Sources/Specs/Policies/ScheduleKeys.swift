import JSON

/// `schedule`, by its `type`.
enum ScheduleKeys {
    /// The key of a schedule, in a spec and in a part of a sequence.
    static let section = "schedule"

    static let momentum = own(.momentum, "momentum", "A separate schedule of m\(PolicyKeys.momentum)", ["beta1"])
    static let weightDecay = own(
        .weightDecay, "weight_decay", "A separate schedule of weight decay", weightDecayAliases)

    static let weightDecayAliases = ["wd"]

    static let table: SpecSchema.Table = SpecSchema.Table([PolicyList.learningRate.type, momentum, weightDecay])

    private static func own(
        _ quantity: ScheduledQuantity, _ key: String, _ documentation: String, _ aliases: [String]
    ) -> Key<SpecDecoder?> {
        Key(
            key, .optional(.definition(quantity.definition) { $0 }), .default(.null),
            documentation + "; its keys say value instead of lr. null: none.", aliases: aliases)
    }
}
