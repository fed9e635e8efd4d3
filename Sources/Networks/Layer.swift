public import OneDNN

/// One layer of a network: what it computes, without memory or batch size.
public indirect enum Layer: Sendable, Equatable {
    /// [I, H, W] -> [`out`, H', W'], H' = floor((H + 2 padding - kernel) / stride) + 1; weights [O, I, K, K].
    case convolution(out: Int, window: Window, bias: Bool)
    /// [F] -> [`out`]; weights [O, F].
    case linear(out: Int, bias: Bool)
    /// Each channel to mean 0 and variance 1 over the batch, then scaled and shifted (Ioffe and Szegedy, arXiv 1502.03167);
    /// epsilon 1e-5; in evaluation by running statistics, of momentum 0.1.
    case batchNorm
    /// Element by element.
    case activation(Activation)
    /// The largest value or the mean of each window, [C, H, W] -> [C, H', W'].
    case pool(Pooling, Window)
    /// [C, H, W] -> [C, 1, 1]: the mean of each channel.
    case globalAveragePool
    /// [C, H, W] -> [C H W]
    case flatten
    /// In training each value is zero with probability `p`, the others are divided by 1 - p.
    case dropout(p: Double)
    /// Dropout to SELU's negative limit that keeps mean and variance (Klambauer et al., arXiv 1706.02515).
    case alphaDropout(p: Double)
    /// layers(x) + shortcut(x); an empty shortcut is x itself (He et al., arXiv 1512.03385).
    case residual(layers: [Layer], shortcut: [Layer])

    /// Its name in a spec.
    public var type: String {
        switch self {
        case .convolution: "conv"
        case .linear: "linear"
        case .batchNorm: "batch_norm"
        case .activation(let activation): activation.type
        case .pool(.maximum, _): "max_pool"
        case .pool(.average, _): "avg_pool"
        case .globalAveragePool: "global_avg_pool"
        case .flatten: "flatten"
        case .dropout: "dropout"
        case .alphaDropout: "alpha_dropout"
        case .residual: "residual"
        }
    }

    /// Most values that a layer may give for one image: beyond, sizes could not be told in integers any more.
    static let valueLimit = 1 << 24

    /// The shape it makes of `input`.
    /// - Parameter path: its place in the network, "3" or "3.layers.0".
    /// - Throws: `NetworkError` where it cannot take `input`, or gives more than `valueLimit` values for it.
    func output(of input: FeatureShape, path: String) throws(NetworkError) -> FeatureShape {
        let output = try shape(of: input, path: path)
        let count = output.approximateCount
        guard count <= Double(Self.valueLimit) else {
            throw .tooLarge(path: path, type: type, count: count, ofWeights: false, limit: Self.valueLimit)
        }
        return output
    }

    private func shape(of input: FeatureShape, path: String) throws(NetworkError) -> FeatureShape {
        func refuse(_ reason: String) -> NetworkError {
            .layer(path: path, type: type, input: input, reason: reason)
        }
        func windowed(_ window: Window, channels: Int) throws(NetworkError) -> FeatureShape {
            guard case .image(let image) = input else { throw refuse("it takes images, and these are flat") }
            guard window.kernel > 0, window.stride > 0, window.padding >= 0 else {
                throw refuse("kernel and stride must be at least 1, padding at least 0")
            }
            guard min(image.height, image.width) + 2 * window.padding >= window.kernel else {
                throw refuse(
                    "its kernel of \(window.kernel) is larger than the image with its padding of \(window.padding)")
            }
            return .image(
                ImageShape(
                    channels: channels, height: window.outputSize(of: image.height),
                    width: window.outputSize(of: image.width)))
        }
        switch self {
        case .convolution(let out, let window, _):
            guard out > 0 else { throw refuse("it has no output channels") }
            return try windowed(window, channels: out)
        case .pool(_, let window):
            guard 2 * window.padding <= window.kernel else {
                throw refuse("its padding of \(window.padding) is more than half of its kernel of \(window.kernel)")
            }
            return try windowed(window, channels: input.channels)
        case .linear(let out, _):
            guard case .flat = input else { throw refuse("it takes flat values: put a flatten before it") }
            guard out > 0 else { throw refuse("it has no outputs") }
            return .flat(out)
        case .globalAveragePool:
            guard case .image(let image) = input else { throw refuse("it takes images, and these are flat") }
            return .image(ImageShape(channels: image.channels, height: 1, width: 1))
        case .flatten:
            return .flat(input.count)
        case .dropout(let p), .alphaDropout(let p):
            guard p >= 0, p < 1 else { throw refuse("its p of \(p) is not in [0, 1)") }
            return input
        case .activation(.leakyReLU(let slope)) where !(slope >= 0 && slope.isFinite):
            throw refuse("its slope of \(slope) is not 0 or more")
        case .activation(.elu(let alpha)) where !(alpha >= 0 && alpha.isFinite):
            throw refuse("its alpha of \(alpha) is not 0 or more")
        case .batchNorm, .activation:
            return input
        case .residual(let layers, let shortcut):
            let main = try Layer.output(of: layers, input: input, path: path + ".layers.")
            let side = try Layer.output(of: shortcut, input: input, path: path + ".shortcut.")
            guard main == side else { throw refuse("its layers give \(main) and its shortcut \(side)") }
            return main
        }
    }

    /// The shape that `layers` make of `input`, one after the other.
    static func output(of layers: [Layer], input: FeatureShape, path: String) throws(NetworkError) -> FeatureShape {
        var shape = input
        for (index, layer) in layers.enumerated() { shape = try layer.output(of: shape, path: path + "\(index)") }
        return shape
    }
}
