/// All that a network has learnt: its parameters and the running statistics of its batch normalizations.
public struct NetworkState: Sendable, Equatable {
    /// Running statistics of one batch normalization of C channels.
    public struct Statistics: Sendable, Equatable {
        /// [C]
        public var mean: [Float]
        /// [C], unbiased, as PyTorch keeps them.
        public var variance: [Float]
        /// Training batches that went into them.
        public var batches: Int

        /// A state of these values.
        public init(mean: [Float], variance: [Float], batches: Int) {
            self.mean = mean
            self.variance = variance
            self.batches = batches
        }
    }

    /// A tensor for each of a definition's parameters, in its order, each in plain order: [O, I, K, K], [O, F], [O].
    public var parameters: [[Float]]
    /// One for each of its batch normalizations, in its order.
    public var statistics: [Statistics]

    /// A state of these values.
    public init(parameters: [[Float]], statistics: [Statistics]) {
        self.parameters = parameters
        self.statistics = statistics
    }

    /// Parameters of a network that has seen no batch: means 0 and variances 1.
    public init(parameters: [[Float]], of definition: NetworkDefinition) {
        self.parameters = parameters
        statistics = definition.normalizations.map {
            Statistics(
                mean: Array(repeating: 0, count: $0.channels), variance: Array(repeating: 1, count: $0.channels),
                batches: 0)
        }
    }
}
