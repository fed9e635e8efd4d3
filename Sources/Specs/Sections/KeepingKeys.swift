import JSON
import Schedules

/// Keys of the whole spec that decide what a run keeps besides its last weights.
enum KeepingKeys {
    static let all: [any TableEntry] = [checkpoint, keepBest]

    static let checkpoint: Key<Checkpointing?> = Key(
        "checkpoint", kind, .default([:]),
        "How often a run writes a checkpoint, from which the same command resumes after an interruption; null or "
            + "false: never. It changes no result.", aliases: ["checkpoints", "save_every"], decidesTraining: false)

    /// Weights of the best validation are part of a result, so the key counts unless it is null.
    static let keepBest: Key<KeptWeights?> = Key(
        "keep_best", .optional(.word), .default(.null),
        "Also write the weights after the best validation, as best.safetensors: that with the lowest loss, or that with "
            + "the highest accuracy, the first of equals; null: the last weights only.",
        aliases: ["save_best", "save_best_only"], idleValue: .null)

    private static let seconds = Key(
        "seconds", .number(.between(0.1, 86_400)), .default(30),
        "Seconds of training between two checkpoints; more if writing them would take over 1 % of the time.")

    /// `null`, an object, or `false` for null and `true` for the defaults.
    private static let kind: Kind<Checkpointing?> = {
        let table = SpecSchema.Table([seconds])
        let object = Kind<Checkpointing>.object(table) { Checkpointing(seconds: try $0[seconds]) }
        let word = SpecSchema.Shape.shorthand(.boolean) { value in
            guard value == .bool(true), case .default(let fallback) = seconds.field.presence else { return .null }
            return .object([.init(seconds.name, fallback)])
        }
        return Kind(.optional(.either([.object(table), word]))) { value, path in
            value == .null ? nil : try object.read(value, path)
        }
    }()
}
