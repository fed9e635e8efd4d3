import JSON
import Networks
import Optimizers

/// The keys of a whole spec.
enum RootKeys {
    static let table: SpecSchema.Table = SpecSchema.Table(
        [name, description, data, model, precision, optimizer, schedule, DurationKeys.duration, seeds, lrFinder]
            + KeepingKeys.all + FigureKeys.all)

    static let name: Key<String> = Key(
        "name", .name, .computed(note: "the file's name without .json") { .string($0.fileName) },
        "Name of the experiment and of its folder under the output folder.", decidesTraining: false)

    static let description: Key<String> = Key(
        "description", .text, .default(""), "Purpose of the experiment; for readers only.", decidesTraining: false)

    static let data: Key<SpecDecoder> = Key(
        "data", .object(DataKeys.table), .default([:]), "The images, and how they are put into batches.",
        aliases: ["dataset"])

    static let model: Key<ModelSpec> = Key(
        "model", ModelKeys.kind, .default([:]), "The network.", aliases: ["network", "net"])

    static let precision: Key<Precision> = Key(
        "precision", .word, standardPrecision,
        "The numbers that layers compute with: float32, or bfloat16 with float32 for parameters, optimizer, sums and loss. "
            + "bf16 needs a processor that multiplies bfloat16.",
        aliases: ["dtype", "amp", "mixed_precision"], idleValue: .string(Precision.fp32.rawValue))

    private static let standardPrecision = SpecSchema.Presence.default(.string(Precision.fp32.rawValue))

    static let optimizer: Key<any Optimizer> = Key(
        "optimizer", OptimizerKeys.kind, .default([:]), "Turns gradients into updates.", aliases: ["opt", "optim"])

    static let schedule: Key<ScheduleSpec> = Key(
        ScheduleKeys.section, .object(ScheduleKeys.table) { try ScheduleSpec($0) }, .required,
        "Learning rate and momentum over the training.", aliases: ["scheduler", "lr_scheduler", "policy"])

    static let seeds: Key<[UInt64]> = Key(
        "seeds", seedList, .default([0]),
        "Seeds of the runs: a list, or a count n for 0 to n - 1. A seed decides the initial weights and the order of "
            + "images.", decidesTraining: false)

    static let lrFinder: Key<LRFinderSpec> = Key(
        "lr_finder", LRFinderKeys.kind, .default([:]), "The learning-rate range test.", aliases: ["finder"],
        decidesTraining: false)

    /// A list of different seeds, or a count.
    static let seedList = Kind<[UInt64]>(
        .either([
            .list(SpecSchema.List(element: .integer(seedRange), count: 1...SpecSchema.maxSeeds, isDistinct: true)),
            .shorthand(.integer(1...SpecSchema.maxSeeds)) { count in
                guard case .number(let count) = count, let count = Int(exactly: count) else { return count }
                return .numbers(Array(0..<count))
            },
        ])
    ) { value, path in
        guard case .array(let elements) = value else { throw SchemaMismatch(path: path) }
        return try elements.map { element in
            guard case .number(let number) = element, let seed = UInt64(exactly: number) else {
                throw SchemaMismatch(path: path)
            }
            return seed
        }
    }

    /// Every JSON reader keeps integers up to this limit.
    static let seedRange = 0...((1 << 53) - 1)
}

extension SpecSchema {
    /// The limit on the seeds of one experiment.
    package static let maxSeeds = 10_000
}

/// `epochs` or `steps`.
enum DurationKeys {
    static let duration = Alternatives<DurationSpec>(.init(epochs) { .epochs($0) }, .init(steps) { .steps($0) })

    static let epochs = Key(
        SpanKeys.epochs, .integer(1...100_000), .default(2),
        "Length of the training in passes over the training images.",
        aliases: ["n_epochs"])

    static let steps = Key(
        "steps", .integer(1...DurationSpec.maxSteps), .required, "Length of the training in steps.",
        aliases: ["n_steps", "iterations"])
}
