public import Networks

/// `model`: the network.
public struct ModelSpec: Sendable, Equatable {
    /// Which network: one with a name (`architecture`), or any (`layers`).
    public enum Network: Sendable, Equatable {
        /// `channels`: those of the images, of each convolution, and last the classes; `kernelSizes` and `strides`: of
        /// each convolution.
        case simpleCNN(channels: [Int], kernelSizes: [Int], strides: [Int], batchNorm: Bool)
        case mnistCNN(dropout: Double)
        case leNet
        /// `depth`: 6 n + 2 layers; `width`: channels of the first stage.
        case resNet(depth: Int, width: Int)
        case layers([Layer])
    }
    /// Where initial weights come from.
    public enum StartingWeights: Sendable, Equatable {
        /// Drawn anew for each seed.
        case drawn(Initializer)
        /// The same for every seed: a safetensors file, by its path as it was given and the SHA-256 of its content.
        case file(path: String, sha256: String)
    }
    /// Which network.
    public var network: Network
    /// Where initial weights come from.
    public var weights: StartingWeights
}
