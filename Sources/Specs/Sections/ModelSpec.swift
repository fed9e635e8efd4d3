public import Networks

/// `model`: the network.
public struct ModelSpec: Sendable, Equatable {
    /// A network with a name (`architecture`), or any (`layers`).
    public enum Network: Sendable, Equatable {
        /// `channels`: of the images, then of each convolution; the last is the number of classes. `kernelSizes` and
        /// `strides`: of each convolution.
        case simpleCNN(channels: [Int], kernelSizes: [Int], strides: [Int], batchNorm: Bool)
        /// `dropout`: share of the values before the last layer.
        case mnistCNN(dropout: Double)
        /// LeNet, as in Caffe.
        case leNet
        /// `depth`: 6 n + 2 layers; `width`: channels of the first stage.
        case resNet(depth: Int, width: Int)
        /// The layers of any network.
        case layers([Layer])
    }
    /// Where initial weights come from.
    public enum StartingWeights: Sendable, Equatable {
        /// Drawn anew for each seed.
        case drawn(Initializer)
        /// The same for every seed: a safetensors file, by its path as given and the SHA-256 of its content.
        case file(path: String, sha256: String)
    }
    /// Which network.
    public var network: Network
    /// Where initial weights come from.
    public var weights: StartingWeights
}
