import OneDNN

/// A network as a list of layers whose shapes meet, from an image to one logit a class.
public struct NetworkDefinition: Sendable, Equatable {
    /// Shape of an image.
    public let input: ImageShape
    public let classes: Int
    public let layers: [Layer]
    /// Input shape of each layer, and last the output's.
    let shapes: [ImageShape]

    /// - Throws: `NetworkError` with the layer that cannot take what comes before it, or a last shape that is not one
    ///   value a class, or nothing to train.
    public init(input: ImageShape, classes: Int, layers: [Layer]) throws(NetworkError) {
        var shapes = [input]
        var shape = input
        for (index, layer) in layers.enumerated() {
            guard let output = layer.output(of: shape) else {
                throw .shapesDoNotMeet(layer: index, type: layer.type, input: shape)
            }
            shape = output
            shapes.append(shape)
        }
        guard shape == ImageShape(channels: classes, height: 1, width: 1) else {
            throw .wrongOutput(shape: shape, classes: classes)
        }
        self.input = input
        self.classes = classes
        self.layers = layers
        self.shapes = shapes
        guard !parameters.isEmpty else { throw .nothingToTrain }
    }

    /// A trainable tensor.
    public struct Parameter: Sendable, Equatable {
        /// The name PyTorch's `nn.Sequential` gives it: "0.weight".
        public var name: String
        /// [O, I, K, K] for convolution weights, [O] for biases.
        public var dims: [Int]
        /// Values each output is summed over.
        public var fanIn: Int
        public var isBias: Bool
        /// Index of its layer.
        public var layer: Int

        /// Number of values.
        public var count: Int { dims.reduce(1, *) }
    }

    /// Every trainable tensor, in the order of the layers, weights before biases.
    public var parameters: [Parameter] {
        var parameters: [Parameter] = []
        for (index, layer) in layers.enumerated() {
            guard case .convolution(let out, let window, let bias) = layer else { continue }
            let dims = [out, shapes[index].channels, window.kernel, window.kernel]
            let fanIn = dims.dropFirst().reduce(1, *)
            parameters.append(.init(name: "\(index).weight", dims: dims, fanIn: fanIn, isBias: false, layer: index))
            if bias {
                parameters.append(.init(name: "\(index).bias", dims: [out], fanIn: fanIn, isBias: true, layer: index))
            }
        }
        return parameters
    }

    /// Whether a convolution takes the activations of fewer channels than a register holds: oneDNN generates code for
    /// such a one where channels lie innermost, not where they lie in blocks, which would be mostly padding.
    var hasNarrowActivations: Bool {
        let blocks = OneDNNLibrary.hasWideRegisters ? 16 : 8
        let convolutions = layers.indices.filter { index in
            if case .convolution = layers[index] { true } else { false }
        }
        return convolutions.dropFirst().contains { shapes[$0].channels < blocks }
    }

    /// Number of trainable values.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }
}

/// Why a list of layers is no network.
public enum NetworkError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A layer cannot take what the one before it gives.
    case shapesDoNotMeet(layer: Int, type: String, input: ImageShape)
    /// The network does not end in one value a class.
    case wrongOutput(shape: ImageShape, classes: Int)
    /// No layer has weights.
    case nothingToTrain
    /// The network is made for images of so many channels, and the image has others.
    case wrongImage(channels: Int, image: ImageShape)

    public var description: String {
        switch self {
        case .wrongImage(let channels, let image):
            "the network takes images of \(channels) channels, not of \(image)"
        case .shapesDoNotMeet(let layer, let type, let input):
            "layer \(layer) (\(type)) cannot take its input of \(input)"
        case .nothingToTrain:
            "the network has no layer with weights"
        case .wrongOutput(let shape, let classes):
            "the network ends in \(shape) values an image, not in one for each of \(classes) classes"
        }
    }
}
