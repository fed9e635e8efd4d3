import Datasets

extension SpecSchema {
    /// `model`.
    static let model = Table([
        .field(
            Field(
                key: "architecture", shape: .choice(ModelSpec.Architecture.allCases.map(\.rawValue)),
                presence: .value("simple_cnn"),
                documentation: "simple_cnn: 3x3 convolutions of stride 2, each with ReLU, then global average pooling.",
                aliases: ["arch"])),
        .field(
            Field(
                key: "channels", shape: .list(List(element: .integer(1...4096), count: 3...16)),
                presence: .computed(
                    note: "[channels of the images, 16, 16, classes]", { defaultChannels(of: $0) }),
                documentation: "Channels of the images, of each convolution, and last the classes.")),
        .field(
            Field(
                key: "init", shape: .choice(ModelSpec.Initializer.allCases.map(\.rawValue)),
                presence: .value("kaiming_normal"),
                documentation: "Initial weights. kaiming_normal: normal of variance 2 / fan-in, zero biases.",
                aliases: ["initializer"])),
    ])

    private static func defaultChannels(of values: ResolvedValues) -> JSONValue? {
        guard let source = values.string("data.source").flatMap(DatasetSource.init(rawValue:)) else { return nil }
        return .numbers([source.channels, 16, 16, source.classes])
    }
}

extension ModelSpec {
    init(_ values: CheckedObject) throws(SchemaMismatch) {
        self.init(
            architecture: try values.choice("architecture"),
            channels: try values.ints("channels"),
            initializer: try values.choice("init"))
    }
}
