import OneDNN

/// A network: a list of layers whose shapes meet, from an image to one logit per class.
public struct NetworkDefinition: Sendable, Equatable {
    /// Shape of an image.
    public let input: ImageShape
    /// Number of classes, and of logits.
    public let classes: Int
    /// In the order in which they are computed.
    public let layers: [Layer]
    /// The numbers that the layers compute with.
    public var precision = Precision.fp32
    /// Whether all channels of an image are equal. A first convolution then reads one of them and uses the sum of its
    /// weights over the channels. With three channels, that is a third of the work.
    package var hasEqualChannels = false
    /// Every trainable tensor, in the order of the layers, weights before biases.
    public let parameters: [NetworkParameter]
    /// Every batch normalization, in the order of the layers.
    public let normalizations: [NetworkNormalization]

    /// Largest number of weights: a gibibyte.
    static let weightLimit = 1 << 28

    /// Checks all shapes.
    /// - Throws: `NetworkError` with the layer that cannot take its input or makes the network too large. Also if the last
    ///   shape is not one value per class.
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

    /// Whether a convolution takes activations of fewer channels than a register holds. oneDNN generates code for it if
    /// channels lie innermost. Blocks of channels would be mostly padding.
    var hasNarrowActivations: Bool {
        let blocks = OneDNNLibrary.hasWideRegisters ? 16 : 8
        let convolutions = parameters.filter { $0.role == .weight && $0.dims.count == 4 }
        return convolutions.dropFirst().contains { $0.dims[1] < blocks }
    }

    /// The layers as a plan takes them.
    var sequence: LayerSequence { LayerSequence(layers.map(\.rule), path: "") }

    /// Number of trainable values.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

    /// Walks the layers, checks shapes, and lists the parameters.
    private struct Collector {
        var parameters: [NetworkParameter] = []
        var normalizations: [NetworkNormalization] = []
        private var weights = 0.0

        mutating func visit(_ layers: [Layer], input: FeatureShape, path: String) throws(NetworkError) -> FeatureShape {
            var shape = input
            for (index, layer) in layers.enumerated() {
                let place = path + "\(index)"
                let output = try layer.output(of: shape, path: place)
                for parameter in layer.rule.parameters(of: shape) { try add(parameter, of: layer, at: place) }
                if let channels = layer.rule.normalizedChannels(of: shape) {
                    normalizations.append(NetworkNormalization(layer: place, channels: channels))
                }
                for branch in layer.branches {
                    _ = try visit(branch.layers, input: shape, path: "\(place).\(branch.name).")
                }
                shape = output
            }
            return shape
        }

        private mutating func add(_ shape: ParameterShape, of layer: Layer, at place: String) throws(NetworkError) {
            if shape.role == .weight { weights += shape.dims.reduce(1) { $0 * Double($1) } }
            guard weights <= Double(NetworkDefinition.weightLimit) else {
                throw .tooLarge(
                    path: place, type: layer.type, count: weights, ofWeights: true,
                    limit: NetworkDefinition.weightLimit)
            }
            parameters.append(
                NetworkParameter(
                    name: "\(place).\(shape.suffix)", dims: shape.dims, fanIn: shape.fanIn, role: shape.role,
                    layer: place))
        }
    }
}
