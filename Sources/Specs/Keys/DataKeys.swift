import JSON
import Datasets

extension SpecSchema {
    /// `data`, by its `source`.
    static let data = Table([
        .selector(
            Selector(
                key: "source", documentation: "Where images come from.", fallback: DatasetSource.digits.rawValue,
                cases: DatasetSource.allCases.map { source in
                    Selector.Case(
                        name: source.rawValue, documentation: source.summary + ".", table: Table(options(of: source)))
                })),
        .field(
            Field(
                key: "channels", shape: .optional(.integer(1...3)),
                presence: .computed(
                    note:
                        "3 for digits_sample and mnist_sample, 1 for the others; null for a folder: as its pictures have",
                    defaultChannels),
                documentation: "1: grey; 3: colour, or three equal channels.")),
        .field(
            Field(
                key: "normalize", shape: .choice(Normalization.allCases.map(\.rawValue)), presence: .value("unit"),
                documentation:
                    "How bytes become values. unit: divided by 255; standard: by the training images' mean and "
                    + "deviation, a channel each; none: as they are; double_unit: divided by 255 twice.",
                aliases: ["normalization", "normalise"])),
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
                documentation:
                    "Train on so many images only: the first of each class, which keeps its share; null: on all.",
                aliases: ["limit"])),
        .field(
            Field(
                key: "valid_split", shape: .optional(.object(validSplit)), presence: .value(.null),
                documentation:
                    "Validate on images held out of those to train on, of each class its share, the same ones "
                    + "for every seed; null: on the source's own. train_limit counts what is left to train on.")),
        .field(
            Field(
                key: "augment", shape: .optional(.object(augment)), presence: .value(.null),
                documentation:
                    "Random changes to the images that are trained on, drawn anew for each image in each epoch; "
                    + "null: none. What comes in from outside is black.", aliases: ["augmentation", "transforms"])),
    ])

    /// The keys that only one kind of source has.
    private static func options(of source: DatasetSource) -> [Entry] {
        switch source {
        case .digits: drawing(classes: Array(0...9))
        case .digitsSample: drawing(classes: [3, 7])
        case .mnist, .mnistSample, .fashionMNIST: []
        case .idx:
            [
                path(
                    "A folder of IDX files named as MNIST's, or a file of images (images-idx3) beside its labels "
                        + "(labels-idx1); gzip or plain.")
            ]
        case .folder:
            [
                path(
                    "A folder with train/CLASS/*.png and valid/CLASS/*.png (or val; where there is neither, test), "
                        + "or with CLASS/*.png."),
                .field(
                    Field(
                        key: "resize", shape: .optional(.list(List(element: .integer(1...4096), count: 2...2))),
                        presence: .value(.null),
                        documentation: "Height and width that every picture is brought to; null: all have one size.")),
            ]
        }
    }

    private static func path(_ documentation: String) -> Entry {
        .field(
            Field(
                key: "path", shape: .text(.any), presence: .required,
                documentation: documentation + " Relative to the spec's folder.",
                aliases: ["dir", "root"], decidesTraining: false))
    }

    private static func drawing(classes: [Int]) -> [Entry] {
        [
            .field(
                Field(
                    key: "count", shape: .integer(1...DrawnDigits.maxCount),
                    presence: .value(.number(Double(DrawnDigits.defaultTrainCount))),
                    documentation: "Images to train on; to validate on, about a sixth as many are drawn besides.")),
            .field(
                Field(
                    key: "classes", shape: .list(List(element: .integer(0...9), count: 2...10, isDistinct: true)),
                    presence: .value(.numbers(classes)), documentation: "The digits that are drawn, ascending.")),
            .field(
                Field(
                    key: "noise", shape: .number(.between(0, 1)), presence: .value(0),
                    documentation: "Deviation of the noise added to every pixel, as a share of white.")),
            .field(
                Field(
                    key: "seed", shape: .integer(seedRange),
                    presence: .value(.number(Double(DrawnDigits.defaultSeed))),
                    documentation: "Fixes the images, whatever the seeds of the runs.")),
        ]
    }

    private static func defaultChannels(of values: ResolvedValues) -> JSONValue? {
        switch values.string("data.source").flatMap(DatasetSource.init(rawValue:)) {
        case .digitsSample, .mnistSample: 3
        case .digits, .mnist, .fashionMNIST, .idx: 1
        case .folder: .null
        case nil: nil
        }
    }

    /// `data.valid_split`.
    private static let validSplit = Table([
        .exactlyOne(
            Group(
                fields: [
                    Field(
                        key: "count", shape: .integer(1...1_000_000_000), presence: .required,
                        documentation: "How many images are held out; each class keeps one to train on."),
                    Field(
                        key: "fraction", shape: .number(.above(0, upTo: 0.99)), presence: .required,
                        documentation: "Which share of the images is held out."),
                ], fallback: "count")),
        .field(
            Field(
                key: "seed", shape: .integer(seedRange), presence: .value(0), documentation: "Fixes which ones.")),
    ])
}

extension DataSpec {
    /// Reads what the tables have checked and completed.
    /// - Parameters:
    ///   - facts: what is known of the images.
    ///   - spec: the spec's path, beside which relative paths begin.
    init(_ values: CheckedObject, facts: ImageFacts, besideSpec spec: String) throws(SchemaMismatch) {
        self.init(
            source: try values.choice("source"),
            images: try ImageSource(values, besideSpec: spec),
            channels: try values.optionalInt("channels"),
            facts: facts,
            normalize: try values.choice("normalize"),
            batchSize: try values.int("batch_size"),
            validBatchSize: try values.int("valid_batch_size"),
            shuffle: try values.bool("shuffle"),
            dropLast: try values.bool("drop_last"),
            trainLimit: try values.optionalInt("train_limit"),
            validSplit: try ValidationSplit.read(values),
            augment: try Augmentation.read(values))
    }
}

extension ImageSource {
    /// Reads what the tables have checked and completed.
    init(_ values: CheckedObject, besideSpec spec: String) throws(SchemaMismatch) {
        func path() throws(SchemaMismatch) -> String {
            WeightsFile.path(try values.string("path"), besideSpec: spec)
        }
        switch try values.choice("source") as DatasetSource {
        case .digits, .digitsSample:
            let count = try values.int("count")
            self = .drawn(
                DrawnDigits(
                    digits: try values.ints("classes").map { UInt8(clamping: $0) }.sorted(), trainCount: count,
                    validCount: DrawnDigits.validCount(with: count), noise: try values.double("noise"),
                    seed: UInt64(try values.int("seed"))))
        case .mnist: self = .mnist(digits: Array(0...9))
        case .mnistSample: self = .mnist(digits: [3, 7])
        case .fashionMNIST: self = .fashionMNIST
        case .idx: self = .idx(path: try path())
        case .folder:
            let size = try values.optionalInts("resize")
            self = .folder(path: try path(), resize: size.map { ImageSize(height: $0[0], width: $0[1]) })
        }
    }
}

extension ValidationSplit {
    /// nil: null.
    fileprivate static func read(_ data: CheckedObject) throws(SchemaMismatch) -> ValidationSplit? {
        guard let split = try data.optionalObject("valid_split") else { return nil }
        return try ValidationSplit(split)
    }

    private init(_ values: CheckedObject) throws(SchemaMismatch) {
        let seed = UInt64(try values.int("seed"))
        if values.has("count") {
            self.init(.count(try values.int("count")), seed: seed)
        } else {
            self.init(.fraction(try values.double("fraction")), seed: seed)
        }
    }
}
