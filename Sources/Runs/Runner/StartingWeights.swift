public import Datasets
public import Networks
public import Specs
public import Training

extension ResolvedSpec {
    /// Network, data, batches and optimizer of a training: all of the spec except schedule, length and seed.
    /// - Parameter data: the images of the spec's `data`.
    /// - Throws: `NetworkError` for layers that do not fit together.
    public func makeSetup(on data: DataSplit) throws(NetworkError) -> TrainingSetup {
        try spec.makeSetup(on: data, from: startingWeights)
    }

    /// The initial weights: drawn for each seed, or read from a file with the spec.
    private var startingWeights: TrainingSetup.StartingWeights {
        switch spec.model.weights {
        case .drawn(let initializer): return .drawn(initializer)
        case .file:
            guard let weights else { preconditionFailure("a resolved spec has read the file it names") }
            return .given(weights.state)
        }
    }
}

extension ExperimentSpec {
    /// The setup with the given initial weights.
    /// - Parameter data: the images of `self.data`.
    func makeSetup(on data: DataSplit, from weights: TrainingSetup.StartingWeights) throws(NetworkError)
        -> TrainingSetup
    {
        TrainingSetup(
            definition: try makeNetwork(),
            weights: weights,
            data: data,
            batches: .init(
                size: self.data.batchSize, validSize: self.data.validBatchSize, shuffle: self.data.shuffle,
                dropLast: self.data.dropLast,
                augmentation: self.data.augment),
            optimizer: optimizer)
    }
}
