/// One layer of a network: what it computes, without memory or batch size.
///
/// A layer of one's own is a function that returns layers, or an `Activation.custom`:
///
///     func squeeze(_ out: Int) -> [Layer] {
///         [.convolution(out: out, window: Window(kernel: 1), bias: false), .batchNorm, .activation(.relu)]
///     }
public indirect enum Layer: Sendable, Equatable {
    /// [I, H, W] -> [`out`, H', W'], H' = floor((H + 2 padding - kernel) / stride) + 1; weights [O, I, K, K].
    case convolution(out: Int, window: Window, bias: Bool)
    /// [F] -> [`out`]; weights [O, F].
    case linear(out: Int, bias: Bool)
    /// Each channel to mean 0 and variance 1 over the batch, then scaled and shifted (Ioffe and Szegedy, arXiv 1502.03167).
    /// Epsilon is 1e-5. Evaluation uses running statistics, of momentum 0.1.
    case batchNorm
    /// Value by value.
    case activation(Activation)
    /// The largest value or the mean of each window, [C, H, W] -> [C, H', W'].
    case pool(Pooling, Window)
    /// [C, H, W] -> [C, 1, 1]: the mean of each channel.
    case globalAveragePool
    /// [C, H, W] -> [C H W]
    case flatten
    /// In training each value is zero with probability `p`; the others are divided by 1 - p.
    case dropout(p: Double)
    /// Dropout to SELU's negative limit that keeps mean and variance (Klambauer et al., arXiv 1706.02515).
    case alphaDropout(p: Double)
    /// layers(x) + shortcut(x); an empty shortcut is x itself (He et al., arXiv 1512.03385).
    case residual(layers: [Layer], shortcut: [Layer])

    /// The rule of its kind: shapes, parameters and operations.
    var rule: any LayerRule {
        switch self {
        case .convolution(let out, let window, let bias): Convolution(out: out, window: window, bias: bias)
        case .linear(let out, let bias): Linear(out: out, bias: bias)
        case .batchNorm: BatchNormalization()
        case .activation(let function): ActivationLayer(function: function)
        case .pool(let pooling, let window): PoolingLayer(pooling: pooling, window: window)
        case .globalAveragePool: GlobalAveragePooling()
        case .flatten: Flatten()
        case .dropout(let p): Dropout(p: p, isAlpha: false)
        case .alphaDropout(let p): Dropout(p: p, isAlpha: true)
        case .residual(let layers, let shortcut): Residual(layers: layers, shortcut: shortcut)
        }
    }

    /// Its name in a spec.
    public var type: String { rule.type }

    /// The lists of layers in it, by the name that their paths have.
    var branches: [(name: String, layers: [Layer])] {
        guard case .residual(let layers, let shortcut) = self else { return [] }
        return [("layers", layers), ("shortcut", shortcut)]
    }

    /// Largest number of values that a layer may give for one image; larger sizes could overflow integers.
    static let valueLimit = 1 << 24

    /// The shape of its result.
    /// - Parameter path: its place in the network, "3" or "3.layers.0".
    /// - Throws: `NetworkError` if it cannot take `input`, or gives more than `valueLimit` values for it.
    func output(of input: FeatureShape, path: String) throws(NetworkError) -> FeatureShape {
        let output = try rule.output(of: input, path: path)
        let count = output.approximateCount
        guard count <= Double(Self.valueLimit) else {
            throw .tooLarge(path: path, type: type, count: count, ofWeights: false, limit: Self.valueLimit)
        }
        return output
    }

    /// The shape of the result of `layers`, one after the other.
    static func output(of layers: [Layer], input: FeatureShape, path: String) throws(NetworkError) -> FeatureShape {
        var shape = input
        for (index, layer) in layers.enumerated() { shape = try layer.output(of: shape, path: path + "\(index)") }
        return shape
    }
}
