/// A list of layers that is not a network.
public enum NetworkError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There are no layers.
    case empty
    /// A layer cannot take the result of the layer before it; `path` is its place, "3" or "3.layers.0".
    case layer(path: String, type: String, input: FeatureShape, reason: String)
    /// A layer that makes the network too large, by its values for one image or by the weights up to it.
    case tooLarge(path: String, type: String, count: Double, ofWeights: Bool, limit: Int)
    /// The network does not end in one value per class.
    case wrongOutput(shape: FeatureShape, classes: Int)
    /// No layer has weights.
    case nothingToTrain
    /// The network is made for images with another number of channels.
    case wrongImage(channels: Int, image: ImageShape)
    /// A list of `simple_cnn` without one entry for each convolution; `option` is its key in a spec.
    case notOnePerConvolution(option: String, count: Int, convolutions: Int)
    /// This CPU has no instructions for the numbers; `isa` is the set of instructions that it has.
    case precision(Precision, isa: String)
    /// A residual network's depth that is not 6 n + 2.
    case wrongDepth(Int)

    /// One line.
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
        case .precision(let precision, let isa):
            "precision \(precision.rawValue) needs a processor that multiplies bfloat16 (avx512_core_bf16 or avx512_core_amx); "
                + "kernels here use \(isa). Set precision to fp32, or run on another machine"
        case .nothingToTrain: "the network has no layer with weights"
        case .wrongDepth(let depth):
            "a residual network has 6 n + 2 layers (20, 32, 56, 110), not \(depth)"
        case .wrongImage(let channels, let image):
            "the network takes images of \(channels) channels, not of \(image)"
        case .notOnePerConvolution(let option, let count, let convolutions):
            "\(option) has \(count) \(count == 1 ? "entry" : "entries"), and there are \(convolutions) convolutions"
        }
    }

    /// A whole number, in digits if an integer holds it.
    private static func text(_ count: Double) -> String { Int(exactly: count).map(String.init) ?? "\(count)" }
}
