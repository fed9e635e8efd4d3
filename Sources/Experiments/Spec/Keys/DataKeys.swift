import Datasets

extension SpecSchema {
    /// `data`.
    static let data = Table([
        .field(
            Field(
                key: "source", shape: .choice(DatasetSource.allCases.map(\.rawValue)), presence: .value("digits"),
                documentation: "digits: drawn, 10 classes; digits_sample: drawn, 3 and 7, three equal channels; "
                    + "mnist; mnist_sample: the 3s and 7s of MNIST, three equal channels.")),
        .field(
            Field(
                key: "batch_size", shape: .integer(1...65_536), presence: .value(64),
                documentation: "Images a training step sees.", aliases: ["bs", "batch"])),
        .field(
            Field(
                key: "valid_batch_size", shape: .integer(1...65_536), presence: .value(256),
                documentation: "Images a validation step sees; changes no result beyond rounding.",
                aliases: ["val_batch_size"])),
        .field(
            Field(
                key: "shuffle", shape: .boolean, presence: .value(true),
                documentation: "Draw a new order for every epoch.")),
        .field(
            Field(
                key: "drop_last", shape: .boolean, presence: .value(true),
                documentation: "Leave out the last, smaller batch of an epoch.")),
        .field(
            Field(
                key: "train_limit", shape: .optional(.integer(1...1_000_000_000)), presence: .value(.null),
                documentation: "Train on the first so many images only; null: on all.", aliases: ["limit"])),
        .field(
            Field(
                key: "valid_split", shape: .optional(.object(validSplit)), presence: .value(.null),
                documentation: "Validate on images held out of the training file, the same ones for every seed; null: "
                    + "on the test file. train_limit counts what is left to train on.")),
    ])

    /// `data.valid_split`.
    private static let validSplit = Table([
        .field(
            Field(
                key: "count", shape: .integer(1...1_000_000_000), presence: .required,
                documentation: "How many images are held out; a batch at least is left to train on."))
    ])
}

extension DataSpec {
    init(_ values: CheckedObject) throws(SchemaMismatch) {
        self.init(
            source: try values.choice("source"),
            batchSize: try values.int("batch_size"),
            validBatchSize: try values.int("valid_batch_size"),
            shuffle: try values.bool("shuffle"),
            dropLast: try values.bool("drop_last"),
            trainLimit: try values.optionalInt("train_limit"),
            validSplit: try values.optionalObject("valid_split")?.int("count"))
    }
}
