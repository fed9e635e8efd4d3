import OneDNN

/// A kind of layer: its shapes, its parameters, and the operations that compute it.
///
/// Each kind is one file in `Layers`: this rule, its node (`Node`) and the node's gradient (`BoundNode`).
protocol LayerRule {
    /// Its name in a spec.
    var type: String { get }

    /// The function that it applies to each value by itself, which the layer before it may compute in passing. Default: nil.
    var activation: Activation? { get }

    /// Whether it is a maximum pooling, behind which a monotonic activation may move. Default: false.
    var isMaximum: Bool { get }

    /// The shape of its result.
    /// - Parameter path: its place in the network, "3" or "3.layers.0".
    /// - Throws: `NetworkError` if it cannot take `input`.
    func output(of input: FeatureShape, path: String) throws(NetworkError) -> FeatureShape

    /// Its trainable tensors, weights before biases. Default: none.
    func parameters(of input: FeatureShape) -> [ParameterShape]

    /// The channels whose running statistics are kept. Default: nil.
    func normalizedChannels(of input: FeatureShape) -> Int?

    /// Plans its operations.
    /// - Throws: `OneDNNError` if an operation cannot be computed on this CPU.
    func plan(_ place: PlanningPlace, with planner: inout SequencePlanner) throws(OneDNNError) -> PlannedLayer
}

/// A trainable tensor of a layer.
struct ParameterShape {
    /// The end of its name in PyTorch's `nn.Sequential`: "weight".
    var suffix: String
    var dims: [Int]
    /// Number of values that each output is a sum over.
    var fanIn: Int
    var role: NetworkParameter.Role
}

/// The surroundings of a layer while it is planned.
struct PlanningPlace {
    /// The layer's path: "3" or "3.layers.0".
    let path: String
    /// Layout of the values that it takes.
    let source: MemoryDescriptor
    /// The activation behind it.
    var following: Activation?
    /// Whether the next layer is a maximum pooling. One further on does not count.
    let precedesMaximum: Bool
    /// Whether it takes the images themselves, and so may choose their layout.
    let isFirst: Bool
    /// Whether its result is the network's, whose rows may be padded.
    let isLast: Bool
}

/// A layer's operations.
struct PlannedLayer {
    /// In order; none if the layer has nothing to compute.
    var nodes: [any Node]
    /// Whether they compute the activation behind the layer, too.
    var includesFollowing = false
}

extension LayerRule {
    var activation: Activation? { nil }
    var isMaximum: Bool { false }
    func parameters(of input: FeatureShape) -> [ParameterShape] { [] }
    func normalizedChannels(of input: FeatureShape) -> Int? { nil }

    /// The error of a layer that cannot take `input`.
    func refusal(of input: FeatureShape, path: String, _ reason: String) -> NetworkError {
        .layer(path: path, type: type, input: input, reason: reason)
    }

    /// The shape that windows make of an image.
    func windowed(_ window: Window, of input: FeatureShape, channels: Int, path: String) throws(NetworkError)
        -> FeatureShape
    {
        guard case .image(let image) = input else {
            throw refusal(of: input, path: path, "it takes images, and these are flat")
        }
        guard window.kernel > 0, window.stride > 0, window.padding >= 0 else {
            throw refusal(of: input, path: path, "kernel and stride must be at least 1, padding at least 0")
        }
        guard min(image.height, image.width) + 2 * window.padding >= window.kernel else {
            throw refusal(
                of: input, path: path,
                "its kernel of \(window.kernel) is larger than the image with its padding of \(window.padding)")
        }
        return .image(
            ImageShape(
                channels: channels, height: window.outputSize(of: image.height),
                width: window.outputSize(of: image.width)))
    }
}
