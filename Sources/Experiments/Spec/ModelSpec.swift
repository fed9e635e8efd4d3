public import Networks

/// `model`: the network.
public struct ModelSpec: Sendable, Equatable {
    /// Which network: one with a name (`architecture`), or any (`layers`).
    public enum Network: Sendable, Equatable {
        /// `channels`: those of the images, of each convolution, and last the classes.
        case simpleCNN(channels: [Int])
        case mnistCNN(dropout: Double)
        case leNet
        /// `depth`: 6 n + 2 layers; `width`: channels of the first stage.
        case resNet(depth: Int, width: Int)
        case layers([Layer])
    }
    /// Ways to draw initial weights.
    public enum Initializer: String, Sendable, CaseIterable {
        case kaimingNormal = "kaiming_normal"
        case torchDefault = "torch_default"
        case lecunNormal = "lecun_normal"
    }
    /// Which network.
    public var network: Network
    /// How initial weights are drawn.
    public var initializer: Initializer
}
