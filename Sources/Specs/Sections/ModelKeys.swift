import JSON
import Datasets
import Networks

/// `model`: an architecture with a name, or layers.
enum ModelKeys {
    static let kind = Kind<ModelSpec>.object(SpecSchema.Table([architecture, weights])) { values in
        let network: ModelSpec.Network =
            values.has(layers)
            ? .layers(try values[layers]) : try architecture.choice(in: values).make(values)
        return ModelSpec(network: network, weights: try values[weights])
    }

    static let architecture = Selector(
        "architecture", "Which network; layers describe any other.", default: "simple_cnn", architectures,
        instead: layers.field, aliases: ["arch"])

    static let layers = Key(
        LayerKeys.layersName, LayerKeys.list(1...LayerKeys.maxLayers), .required,
        "The network's layers, from the image to one value per class; replaces architecture.")

    static let weights = Key(
        "init", WeightsKeys.kind, .default(.string(Initializer.kaimingNormal.rawValue)),
        "Initial weights. kaiming_normal: normal with variance 2 / fan-in, zero biases; torch_default: weights and "
            + "biases uniform within 1 / sqrt(fan-in), PyTorch's default; lecun_normal: normal with variance 1 / fan-in, "
            + "zero biases; or a file of weights, the same for every seed.",
        aliases: ["initializer"])

    private typealias Architecture = Choice<@Sendable (SpecDecoder) throws -> ModelSpec.Network>

    private static let architectures = [
        Architecture(
            "simple_cnn", "fastai's: convolutions with ReLU, then global average pooling.",
            [channels, kernelSizes, strides, batchNorm]
        ) { values in
            .simpleCNN(
                channels: try values[channels], kernelSizes: try values[kernelSizes], strides: try values[strides],
                batchNorm: try values[batchNorm])
        },
        Architecture(
            "mnist_cnn",
            "Two convolutions with SELU and max pooling, a linear layer of 256 with SELU and dropout, a linear layer.",
            [dropout]
        ) { values in .mnistCNN(dropout: try values[dropout]) },
        Architecture(
            "lenet", "LeNet, as in Caffe: two convolutions with max pooling, two linear layers."
        ) { _ in .leNet },
        Architecture(
            "resnet", "Residual network for small images (He et al., arXiv 1512.03385, section 4.2).", [depth, width]
        ) { values in .resNet(depth: try values[depth], width: try values[width]) },
    ]

    // MARK: simple_cnn

    static let channels: Key<[Int]> = Key(
        "channels", .list(.integer(1...4096), count: 3...16),
        .computed(note: "[channels of the images, 16, 16, classes]") { values in
            values.facts.map { .numbers([$0.channels, 16, 16, $0.classes]) }
        },
        "Channels of the images, then of each convolution; the last is the number of classes.")

    static let kernelSizes = perConvolution(
        "kernel_sizes", 3,
        "Height and width of each convolution's window, in pixels; its padding is (kernel - 1) / 2, rounded down.",
        aliases: ["kernel_szs", "kernel_size"])

    static let strides = perConvolution(
        "strides", 2, "Pixels from one window to the next, for each convolution.", aliases: ["stride"])

    private static let batchNorm = Key(
        "batch_norm", .boolean, .default(false),
        "Batch normalization after every ReLU except the last; the convolutions before it have no bias.",
        aliases: ["bn"])

    /// A list with an entry for each convolution; the default is the same for all.
    private static func perConvolution(
        _ name: String, _ fallback: Double, _ documentation: String, aliases: [String]
    ) -> Key<[Int]> {
        Key(
            name, .list(.integer(1...1024), count: 1...15),
            .computed(note: "\(JSONWriter.text(of: fallback)) for each convolution") { values in
                values[channels.of(RootKeys.model)].map { .array($0.dropFirst().map { _ in .number(fallback) }) }
            }, documentation, aliases: aliases)
    }

    // MARK: Other architectures

    private static let dropout = Key(
        "dropout", .number(0..<1), .default(0.5), "Share of the 256 values that is dropped in training.")

    static let depth = Key(
        "depth", .integer(8...1202), .default(20), "Layers with weights: 6 n + 2, such as 20, 32, 56 and 110.")

    private static let width = Key(
        "width", .integer(1...512), .default(16),
        "Channels of the first of three stages; the others have two and four times as many.")
}
