/// A trainable tensor of a network.
public struct NetworkParameter: Sendable, Equatable {
    /// The part that it plays in its layer.
    public enum Role: Sendable {
        /// Of a convolution or a linear layer.
        case weight, bias
        /// Of a batch normalization.
        case scale, shift
    }

    /// Its name in PyTorch's `nn.Sequential`: "0.weight".
    public var name: String
    /// [O, I, K, K] for convolutions, [O, F] for linear layers, [O] and [C] for the others.
    public var dims: [Int]
    /// Number of values that each output is a sum over.
    public var fanIn: Int
    /// The part that it plays in its layer.
    public var role: Role
    /// Path of its layer: "3" or "3.layers.0".
    public var layer: String

    /// Number of values.
    public var count: Int { dims.reduce(1, *) }
}

/// A batch normalization of a network, whose running statistics are kept beside the parameters.
public struct NetworkNormalization: Sendable, Equatable {
    /// Path of its layer.
    public var layer: String
    /// Number of channels.
    public var channels: Int
}
