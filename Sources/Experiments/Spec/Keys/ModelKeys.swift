import Datasets
import Networks

extension SpecSchema {
    /// `model`: an architecture with a name, or layers.
    static let model = Table([
        .selector(
            Selector(
                key: "architecture", documentation: "Which network; any other is described by layers.",
                fallback: "simple_cnn", cases: architectures,
                instead: Field(
                    key: "layers", shape: layers(1...maxLayers), presence: .required,
                    documentation: "The network's layers, from the image to one value a class, instead of an "
                        + "architecture."),
                aliases: ["arch"])),
        .field(
            Field(
                key: "init", shape: .choice(ModelSpec.Initializer.allCases.map(\.rawValue)),
                presence: .value("kaiming_normal"),
                documentation: "Initial weights. kaiming_normal: normal of variance 2 / fan-in, zero biases; "
                    + "torch_default: weights and biases uniform within 1 / sqrt(fan-in), as PyTorch's layers begin; "
                    + "lecun_normal: normal of variance 1 / fan-in, zero biases.",
                aliases: ["initializer"])),
    ])

    private static let architectures = [
        Selector.Case(
            name: "simple_cnn",
            documentation: "3x3 convolutions of stride 2, each with ReLU, then global average pooling.",
            table: Table([
                .field(
                    Field(
                        key: "channels", shape: .list(List(element: .integer(1...4096), count: 3...16)),
                        presence: .computed(
                            note: "[channels of the images, 16, 16, classes]", { defaultChannels(of: $0) }),
                        documentation: "Channels of the images, of each convolution, and last the classes."))
            ])),
        Selector.Case(
            name: "mnist_cnn",
            documentation: "Two convolutions with SELU and max pooling, a linear layer of 256 with SELU and dropout, a "
                + "linear layer.",
            table: Table([
                .field(
                    Field(
                        key: "dropout", shape: .number(.from(0, below: 1)), presence: .value(0.5),
                        documentation: "Share of the 256 values that is dropped in training."))
            ])),
        Selector.Case(
            name: "lenet",
            documentation: "LeNet as Caffe has it: two convolutions with max pooling, two linear layers.",
            table: Table([])),
        Selector.Case(
            name: "resnet",
            documentation: "Residual network for small images (He et al., arXiv 1512.03385, section 4.2).",
            table: Table([
                .field(
                    Field(
                        key: "depth", shape: .integer(8...1202), presence: .value(20),
                        documentation: "Layers with weights: 6 n + 2, as 20, 32, 56 and 110.")),
                .field(
                    Field(
                        key: "width", shape: .integer(1...512), presence: .value(16),
                        documentation: "Channels of the first of three stages; the others have twice and four times "
                            + "as many.")),
            ])),
    ]

    private static func defaultChannels(of values: ResolvedValues) -> JSONValue? {
        guard let source = values.string("data.source").flatMap(DatasetSource.init(rawValue:)) else { return nil }
        return .numbers([source.channels, 16, 16, source.classes])
    }
}

extension ModelSpec {
    init(_ values: CheckedObject) throws(SchemaMismatch) {
        self.init(network: try Network(values), initializer: try values.choice("init"))
    }
}

extension ModelSpec.Network {
    fileprivate init(_ values: CheckedObject) throws(SchemaMismatch) {
        if values.has("layers") {
            self = .layers(try Layer.list("layers", in: values))
            return
        }
        switch try values.string("architecture") {
        case "simple_cnn": self = .simpleCNN(channels: try values.ints("channels"))
        case "mnist_cnn": self = .mnistCNN(dropout: try values.double("dropout"))
        case "lenet": self = .leNet
        case "resnet": self = .resNet(depth: try values.int("depth"), width: try values.int("width"))
        default: throw values.mismatch("architecture")
        }
    }
}
