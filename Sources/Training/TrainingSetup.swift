public import Datasets
public import Networks

/// What is trained, on what, and how: everything but the schedule, the length and the seed.
public struct TrainingSetup: Sendable {
    public var definition: NetworkDefinition
    public var weights: StartingWeights
    public var data: DataSplit
    public var batches: Batches
    public var optimizer: OptimizerConfiguration

    /// Where the first weights come from.
    public enum StartingWeights: Sendable {
        /// Drawn anew for each seed.
        case drawn(Initializer)
        /// The same for every seed: parameters and running statistics of the definition.
        case given(NetworkState)
    }

    /// How images are put into batches.
    public struct Batches: Sendable, Equatable {
        /// Images of a training step.
        public var size: Int
        /// Images of a validation step.
        public var validSize: Int
        /// Draw a new order for every epoch.
        public var shuffle: Bool
        /// Leave out an epoch's last, smaller batch.
        public var dropLast: Bool
        /// How the images that are trained on are changed; nil: not.
        public var augmentation: Augmentation?

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

    public init(
        definition: NetworkDefinition, weights: StartingWeights, data: DataSplit, batches: Batches,
        optimizer: OptimizerConfiguration
    ) {
        self.definition = definition
        self.weights = weights
        self.data = data
        self.batches = batches
        self.optimizer = optimizer
    }

    /// Which images each batch of a run with `seed` holds.
    /// - Throws: `DatasetError` where an epoch would have no step.
    public func order(seed: UInt64) throws -> BatchOrder {
        try BatchOrder(
            imageCount: data.train.count, batchSize: batches.size, seed: seed, shuffle: batches.shuffle,
            dropLast: batches.dropLast)
    }
}
