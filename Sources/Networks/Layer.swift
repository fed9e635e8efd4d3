public import OneDNN

/// One layer of a network: what it computes, without memory or batch size.
public enum Layer: Sendable, Equatable {
    /// [N, I, H, W] -> [N, `out`, H', W'], H' = floor((H + 2 padding - kernel) / stride) + 1; weights [O, I, K, K].
    case convolution(out: Int, window: Window, bias: Bool)
    /// Element by element.
    case activation(Activation)
    /// [N, C, H, W] -> [N, C, 1, 1]: the mean of each channel.
    case globalAveragePool
    /// [N, C, 1, 1] -> [N, C]: only of one pixel a channel, whose values are rows already.
    case flatten

    /// Its name in a spec.
    public var type: String {
        switch self {
        case .convolution: "conv"
        case .activation(.relu): "relu"
        case .globalAveragePool: "global_avg_pool"
        case .flatten: "flatten"
        }
    }

    /// The shape it makes of `input`; nil where it cannot take it.
    func output(of input: ImageShape) -> ImageShape? {
        switch self {
        case .convolution(let out, let window, _):
            guard out > 0, window.kernel > 0, window.stride > 0, window.padding >= 0,
                min(input.height, input.width) + 2 * window.padding >= window.kernel
            else { return nil }
            return ImageShape(
                channels: out, height: window.outputSize(of: input.height), width: window.outputSize(of: input.width))
        case .activation:
            return input
        case .globalAveragePool:
            return ImageShape(channels: input.channels, height: 1, width: 1)
        case .flatten:
            return input.height == 1 && input.width == 1 ? input : nil
        }
    }
}
