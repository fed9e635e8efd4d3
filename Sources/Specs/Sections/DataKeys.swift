import JSON
import Datasets
import Text

/// `data`, by its `source`.
enum DataKeys {
    static let table: SpecSchema.Table = SpecSchema.Table([
        SourceKeys.source, channels, normalize, batchSize, validBatchSize, shuffle, dropLast, trainLimit, validSplit,
        augment,
    ])

    static let channels: Key<Int?> = Key(
        "channels", .optional(.integer(1...3)),
        .computed(
            note: "3 for \(Printable.inWords(SourceKeys.names(defaultChannels: 3))), 1 for the others; null for a "
                + "folder: as its images have"
        ) { values in
            guard let word = values[SourceKeys.source.of(RootKeys.data)],
                let source = SourceKeys.source.choices.first(where: { $0.name == word })
            else { return nil }
            return source.make.defaultChannels.map { .number(Double($0)) } ?? .null
        },
        "1: gray; 3: color, or three equal channels.")

    static let normalize = Key(
        "normalize", .word as Kind<Normalization>, .default("unit"),
        "How bytes become values. unit: divided by 255; standard: also subtracts the training mean and divides by the "
            + "deviation, per channel; none: unchanged; double_unit: divided by 255 twice.",
        aliases: ["normalization", "normalise"])

    static let batchSize = Key(
        "batch_size", .integer(1...65_536), .default(64), "Images per training step.", aliases: ["bs", "batch"])

    static let validBatchSize = Key(
        "valid_batch_size", .integer(1...65_536), .default(256),
        "Images per validation step; changes results by rounding only.", aliases: ["val_batch_size"])

    static let shuffle = Key("shuffle", .boolean, .default(true), "Draw a new order for every epoch.")

    static let dropLast = Key("drop_last", .boolean, .default(true), "Leave out the last, smaller batch of an epoch.")

    static let trainLimit = Key(
        "train_limit", .optional(.integer(1...1_000_000_000)), .default(.null),
        "Number of training images: the first of each class, in proportion; null: all.", aliases: ["limit"])

    static let validSplit = Key(
        "valid_split", .optional(ValidSplitKeys.kind), .default(.null),
        "Validate on images held out of the training images, in proportion to the classes, the same for every seed; "
            + "null: on the source's own. train_limit counts the remaining images.")

    static let augment = Key(
        "augment", .optional(AugmentKeys.kind), .default(.null),
        "Random changes of the training images, drawn for each image in each epoch; null: none. Padding is black.",
        aliases: ["augmentation", "transforms"])
}

/// `data.valid_split`.
enum ValidSplitKeys {
    static let kind = Kind<ValidationSplit>.object(SpecSchema.Table([amount, seed, test])) { values in
        ValidationSplit(try values[amount], seed: UInt64(try values[seed]), hasTest: try values[test])
    }

    static let count = Key(
        "count", .integer(1...1_000_000_000), .required, "Number of images; each class keeps one to train on.")
    static let fraction = Key(
        "fraction", .number(above: 0, upTo: 0.99), .required, "Share of the training images.")

    private static let amount = Alternatives<ValidationSplit.Amount>(
        .init(count) { .count($0) }, .init(fraction) { .fraction($0) })
    private static let seed = Key("seed", .integer(RootKeys.seedRange), .default(0), "Decides which images.")
    static let test = Key(
        "test", .boolean, .default(false),
        "Also measure test_accuracy and test_loss on the source's own validation images, which no run sees before its "
            + "end.", idleValue: .bool(false))
}

extension DataSpec {
    /// Reads a section that the tables have checked and completed.
    /// - Parameters:
    ///   - facts: facts about the images.
    ///   - spec: the spec's path; relative paths begin in its folder.
    init(_ values: SpecDecoder, facts: ImageFacts, besideSpec spec: String) throws {
        try self.init(
            source: SourceKeys.name(in: values),
            images: ImageSource(values, besideSpec: spec),
            channels: values[DataKeys.channels],
            facts: facts,
            normalize: values[DataKeys.normalize],
            batchSize: values[DataKeys.batchSize],
            validBatchSize: values[DataKeys.validBatchSize],
            shuffle: values[DataKeys.shuffle],
            dropLast: values[DataKeys.dropLast],
            trainLimit: values[DataKeys.trainLimit],
            validSplit: values[DataKeys.validSplit],
            augment: values[DataKeys.augment])
    }
}
