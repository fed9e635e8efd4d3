import OneDNN

/// A network as a list of layers whose shapes meet, from an image to one logit a class.
public struct NetworkDefinition: Sendable, Equatable {
    /// Shape of an image.
    public let input: ImageShape
    public let classes: Int
    public let layers: [Layer]
    /// Every trainable tensor, in the order of the layers, weights before biases.
    public let parameters: [Parameter]
    /// Path and channels of every batch normalization, whose running statistics are kept beside the parameters.
    public let normalizations: [Normalization]

    /// Most weights a network may have: a gibibyte of them.
    static let weightLimit = 1 << 28

    /// - Throws: `NetworkError` with the layer that cannot take what comes before it or makes the network too large, or
    ///   with a last shape that is not one value a class.
    public init(input: ImageShape, classes: Int, layers: [Layer]) throws(NetworkError) {
        guard !layers.isEmpty else { throw .empty }
        var collector = Collector()
        let output = try collector.visit(layers, input: .image(input), path: "")
        guard output.count == classes, output.channels == classes else {
            throw .wrongOutput(shape: output, classes: classes)
        }
        guard !collector.parameters.isEmpty else { throw .nothingToTrain }
        self.input = input
        self.classes = classes
        self.layers = layers
        parameters = collector.parameters
        normalizations = collector.normalizations
    }

    /// A trainable tensor.
    public struct Parameter: Sendable, Equatable {
        /// What it is to its layer.
        public enum Role: Sendable {
            case weight, bias
            /// Of a batch normalization.
            case scale, shift
        }
        /// The name PyTorch's `nn.Sequential` gives it: "0.weight".
        public var name: String
        /// [O, I, K, K] for convolutions, [O, F] for linear layers, [O] and [C] for the others.
        public var dims: [Int]
        /// Values each output is summed over.
        public var fanIn: Int
        public var role: Role
        /// Path of its layer.
        public var layer: String

        /// Number of values.
        public var count: Int { dims.reduce(1, *) }
    }

    /// A batch normalization.
    public struct Normalization: Sendable, Equatable {
        public var layer: String
        public var channels: Int
    }

    /// Whether a convolution takes the activations of fewer channels than a register holds: oneDNN generates code for
    /// such a one where channels lie innermost, not where they lie in blocks, which would be mostly padding.
    var hasNarrowActivations: Bool {
        let blocks = OneDNNLibrary.hasWideRegisters ? 16 : 8
        let convolutions = parameters.filter { $0.role == .weight && $0.dims.count == 4 }
        return convolutions.dropFirst().contains { $0.dims[1] < blocks }
    }

    /// Number of trainable values.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

    /// Walks the layers, checks shapes, and lists what is trained.
    private struct Collector {
        var parameters: [Parameter] = []
        var normalizations: [Normalization] = []
        private var weights = 0.0

        mutating func visit(_ layers: [Layer], input: FeatureShape, path: String) throws(NetworkError) -> FeatureShape {
            var shape = input
            for (index, layer) in layers.enumerated() {
                let place = path + "\(index)"
                let output = try layer.output(of: shape, path: place)
                switch layer {
                case .convolution(let out, let window, let bias):
                    try add([out, shape.channels, window.kernel, window.kernel], bias: bias, of: layer, at: place)
                case .linear(let out, let bias):
                    try add([out, shape.count], bias: bias, of: layer, at: place)
                case .batchNorm:
                    let channels = shape.channels
                    parameters.append(
                        .init(name: place + ".weight", dims: [channels], fanIn: 1, role: .scale, layer: place))
                    parameters.append(
                        .init(name: place + ".bias", dims: [channels], fanIn: 1, role: .shift, layer: place))
                    normalizations.append(.init(layer: place, channels: channels))
                case .residual(let layers, let shortcut):
                    _ = try visit(layers, input: shape, path: place + ".layers.")
                    _ = try visit(shortcut, input: shape, path: place + ".shortcut.")
                default: break
                }
                shape = output
            }
            return shape
        }

        private mutating func add(_ dims: [Int], bias: Bool, of layer: Layer, at place: String) throws(NetworkError) {
            weights += dims.reduce(1) { $0 * Double($1) }
            guard weights <= Double(NetworkDefinition.weightLimit) else {
                throw .tooLarge(
                    path: place, type: layer.type, count: weights, ofWeights: true,
                    limit: NetworkDefinition.weightLimit)
            }
            let fanIn = dims.dropFirst().reduce(1, *)
            parameters.append(.init(name: place + ".weight", dims: dims, fanIn: fanIn, role: .weight, layer: place))
            if bias {
                parameters.append(
                    .init(name: place + ".bias", dims: [dims[0]], fanIn: fanIn, role: .bias, layer: place))
            }
        }
    }
}

/// Why a list of layers is no network.
public enum NetworkError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There are no layers.
    case empty
    /// A layer cannot take what the one before it gives; `path` is its place, "3" or "3.layers.0".
    case layer(path: String, type: String, input: FeatureShape, reason: String)
    /// A layer that makes the network too large: the values it gives for one image, or the weights of the layers up to
    /// it.
    case tooLarge(path: String, type: String, count: Double, ofWeights: Bool, limit: Int)
    /// The network does not end in one value a class.
    case wrongOutput(shape: FeatureShape, classes: Int)
    /// No layer has weights.
    case nothingToTrain
    /// The network is made for images of so many channels, and the image has others.
    case wrongImage(channels: Int, image: ImageShape)
    /// A list of `simple_cnn` that has not one entry for each convolution; `option` is its key in a spec.
    case notOneAConvolution(option: String, count: Int, convolutions: Int)
    /// A residual network's depth that is not 6 n + 2.
    case wrongDepth(Int)

    public var description: String {
        switch self {
        case .empty: "the network has no layers"
        case .layer(let path, let type, let input, let reason):
            "layer \(path) (\(type)) cannot take \(input) values: \(reason)"
        case .tooLarge(let path, let type, let count, ofWeights: false, let limit):
            "layer \(path) (\(type)) gives \(Self.text(count)) values an image, more than \(limit)"
        case .tooLarge(let path, let type, let count, ofWeights: true, let limit):
            "with layer \(path) (\(type)) the network has \(Self.text(count)) weights, more than \(limit)"
        case .wrongOutput(let shape, let classes):
            "the network ends in \(shape) values an image, not in one for each of \(classes) classes"
        case .nothingToTrain: "the network has no layer with weights"
        case .wrongDepth(let depth):
            "a residual network has 6 n + 2 layers (20, 32, 56, 110), not \(depth)"
        case .wrongImage(let channels, let image):
            "the network takes images of \(channels) channels, not of \(image)"
        case .notOneAConvolution(let option, let count, let convolutions):
            "\(option) has \(count) \(count == 1 ? "entry" : "entries"), and there are \(convolutions) convolutions"
        }
    }

    /// A whole number, in digits as long as an integer can be.
    private static func text(_ count: Double) -> String { Int(exactly: count).map(String.init) ?? "\(count)" }
}
