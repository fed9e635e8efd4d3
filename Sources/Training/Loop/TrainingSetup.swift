public import Datasets
public import Networks
public import Optimizers
import OneDNN

/// A training without its schedule, its length and its seed: network, initial weights, data, batches and optimizer.
public struct TrainingSetup: Sendable {
    /// The network.
    public var definition: NetworkDefinition
    /// The initial weights.
    public var weights: StartingWeights
    /// Images to train on and images to validate on.
    public var data: DataSplit
    /// The batches.
    public var batches: Batches
    /// The optimizer, which each training copies.
    public var optimizer: any Optimizer
    /// Number of threads that compute a batch. It does not change a result.
    public var threads = 1

    /// Initial weights.
    public enum StartingWeights: Sendable {
        /// Drawn for each seed.
        case drawn(Initializer)
        /// The same for every seed: parameters and running statistics of the network.
        case given(NetworkState)
    }

    /// The batches of an epoch.
    public struct Batches: Sendable, Equatable {
        /// Images of a training step.
        public var size: Int
        /// Images of a validation step.
        public var validSize: Int
        /// Whether every epoch has a new random order.
        public var shuffle: Bool
        /// Whether an epoch's last batch is left out if it is smaller than the others.
        public var dropLast: Bool
        /// Random changes of the training images; nil: none.
        public var augmentation: Augmentation?

        /// Batches of `size` images.
        public init(
            size: Int, validSize: Int = 256, shuffle: Bool = true, dropLast: Bool = true,
            augmentation: Augmentation? = nil
        ) {
            self.size = size
            self.validSize = validSize
            self.shuffle = shuffle
            self.dropLast = dropLast
            self.augmentation = augmentation
        }
    }

    /// A training of these parts.
    public init(
        definition: NetworkDefinition, weights: StartingWeights, data: DataSplit, batches: Batches,
        optimizer: any Optimizer
    ) {
        self.definition = definition
        self.weights = weights
        self.data = data
        self.batches = batches
        self.optimizer = optimizer
    }

    /// Largest number of threads that shorten a step: its parts, which depend on network and batch size.
    public var usefulThreads: Int {
        BatchParts(of: min(batches.size, max(1, data.train.count)), definition, .training).count
    }

    /// The images of each batch of a run with `seed`.
    /// - Throws: `DatasetError` if an epoch would have no step.
    public func order(seed: UInt64) throws -> BatchOrder {
        try BatchOrder(
            imageCount: data.train.count, batchSize: batches.size, seed: seed, shuffle: batches.shuffle,
            dropLast: batches.dropLast)
    }
}
