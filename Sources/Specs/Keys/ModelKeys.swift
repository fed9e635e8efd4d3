import JSON
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
                key: "init", shape: startingWeights, presence: .value("kaiming_normal"),
                documentation: "Initial weights. kaiming_normal: normal of variance 2 / fan-in, zero biases; "
                    + "torch_default: weights and biases uniform within 1 / sqrt(fan-in), as PyTorch's layers begin; "
                    + "lecun_normal: normal of variance 1 / fan-in, zero biases; or a file of weights, with which every "
                    + "seed begins.",
                aliases: ["initializer"])),
    ])

    private static let architectures = [
        Selector.Case(
            name: "simple_cnn",
            documentation: "fastai's: convolutions, each with ReLU, then global average pooling.",
            table: Table([
                .field(
                    Field(
                        key: "channels", shape: .list(List(element: .integer(1...4096), count: 3...16)),
                        presence: .computed(
                            note: "[channels of the images, 16, 16, classes]", { defaultChannels(of: $0) }),
                        documentation: "Channels of the images, of each convolution, and last the classes.")),
                oneAConvolution(
                    "kernel_sizes", 3,
                    "Height and width of each convolution's window, in pixels; its padding is (kernel - 1) / 2, rounded "
                        + "down.", ["kernel_szs", "kernel_size"]),
                oneAConvolution("strides", 2, "Pixels from one window to the next, of each convolution.", ["stride"]),
                .field(
                    Field(
                        key: "batch_norm", shape: .boolean, presence: .value(false),
                        documentation: "Batch normalization behind every ReLU but the last; the convolutions before it "
                            + "have no bias.", aliases: ["bn"])),
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

    /// A list of simple_cnn; where it is not given, every convolution has `fallback`.
    private static func oneAConvolution(
        _ key: String, _ fallback: Double, _ documentation: String, _ aliases: [String]
    ) -> Entry {
        .field(
            Field(
                key: key, shape: .list(List(element: .integer(1...1024), count: 1...15)),
                presence: .computed(
                    note: "\(JSONWriter.text(of: fallback)) for each convolution",
                    { values in
                        values.numbers("model.channels").map {
                            .array($0.dropFirst().map { _ in .number(fallback) })
                        }
                    }),
                documentation: documentation, aliases: aliases))
    }

    private static func defaultChannels(of values: ResolvedValues) -> JSONValue? {
        values.facts.map { .numbers([$0.channels, 16, 16, $0.classes]) }
    }
}

extension ModelSpec {
    init(_ values: CheckedObject) throws(SchemaMismatch) {
        self.init(network: try Network(values), weights: try StartingWeights(values))
    }
}

extension ModelSpec.Network {
    fileprivate init(_ values: CheckedObject) throws(SchemaMismatch) {
        if values.has("layers") {
            self = .layers(try Layer.list("layers", in: values))
            return
        }
        switch try values.string("architecture") {
        case "simple_cnn":
            self = .simpleCNN(
                channels: try values.ints("channels"), kernelSizes: try values.ints("kernel_sizes"),
                strides: try values.ints("strides"), batchNorm: try values.bool("batch_norm"))
        case "mnist_cnn": self = .mnistCNN(dropout: try values.double("dropout"))
        case "lenet": self = .leNet
        case "resnet": self = .resNet(depth: try values.int("depth"), width: try values.int("width"))
        default: throw values.mismatch("architecture")
        }
    }
}
